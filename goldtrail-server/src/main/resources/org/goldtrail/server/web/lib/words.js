// Sentences of the program name steps and parameters as files and commands do; on the page they have its words.

const STEP = /\b[a-z]+\.[a-zA-Z]+\b/g;
const PARAMETER = /\b[a-z]+[A-Z][a-zA-Z0-9]*\b/g;

// steps: by id, as in the catalogue; step: whose parameters are meant, else that which the sentence names first.
export function inWords(text, steps, step = null) {
  const of = step ?? steps.get(text.match(STEP)?.find((id) => steps.has(id)));
  const label = (name) => of?.parameters.find((p) => p.name === name)?.label;
  return text.replace(STEP, (id) => (steps.has(id) ? `“${steps.get(id).label}”` : id))
    .replace(/^([a-zA-Z]+) changed from/, (all, name) => `${label(name) ?? name} changed from`)
    .replace(PARAMETER, (name) => (label(name) ? `“${label(name)}”` : name));
}
