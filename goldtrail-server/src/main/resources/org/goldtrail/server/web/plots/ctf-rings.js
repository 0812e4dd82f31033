// Where the contrast transfer function is zero.

// Relativistic wavelength of electrons, Å.
export function wavelengthAngstrom(voltageKv) {
  const v = voltageKv * 1000;
  return 12.2643 / Math.sqrt(v * (1 + 0.978466e-6 * v));
}

// Frequencies, 1/Å, at which sin(π λ f² (D − Cs λ² f² / 2) + w) is zero, up to a highest one: the argument passes n π.
export function zeros(defocusAngstrom, { voltageKv, sphericalAberrationMm, amplitudeContrast }, highest) {
  const lambda = wavelengthAngstrom(voltageKv);
  const cs = sphericalAberrationMm * 1e7;
  const w = Math.asin(amplitudeContrast);
  const found = [];
  for (let n = 1; n < 400; n++) {
    // with s = λ f²: π (D s − Cs λ s² / 2) = n π − w
    const target = n - w / Math.PI;
    const inside = defocusAngstrom * defocusAngstrom - 2 * cs * lambda * target;
    if (inside < 0) break;
    const s = cs * lambda === 0 ? target / defocusAngstrom : (defocusAngstrom - Math.sqrt(inside)) / (cs * lambda);
    const f = Math.sqrt(s / lambda);
    if (!(f <= highest)) break;
    found.push(f);
  }
  return found;
}
