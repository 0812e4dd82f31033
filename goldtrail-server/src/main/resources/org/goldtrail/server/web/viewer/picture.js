// The window as a picture.

// Saves all planes on the screen, as they lie, with what is drawn over them.
export async function savePicture(view, name) {
  const canvases = [...view.renderRoot.querySelectorAll('gt-image-canvas')];
  const box = view.getBoundingClientRect();
  const scale = window.devicePixelRatio || 1;
  const whole = new OffscreenCanvas(Math.round(box.width * scale), Math.round(box.height * scale));
  const context = whole.getContext('2d');
  for (const canvas of canvases) {
    const own = canvas.getBoundingClientRect();
    context.drawImage(canvas.picture(), Math.round((own.left - box.left) * scale), Math.round((own.top - box.top) * scale));
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await whole.convertToBlob({ type: 'image/png' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
