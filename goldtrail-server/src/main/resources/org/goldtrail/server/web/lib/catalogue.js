// The words of the program: areas, steps, parameters, items. Asked for once.
import { get } from './api.js';

let asked;

export function catalogue() {
  asked ??= get('/api/catalogue').then((all) => ({
    ...all,
    step: new Map(all.steps.map((step) => [step.id, step])),
    item: new Map(all.items.map((item) => [item.id, item])),
  })).catch((cause) => {
    asked = undefined;
    throw cause;
  });
  return asked;
}
