/** Two-dimensional images: Fourier transforms, filters, binning, masks. Knows nothing of tilt series. */
package org.goldtrail.image;
