// Files for the user's disk.

export function save(name, content, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type: `${type};charset=utf-8` });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Columns { name: array } as a table with a header; null and NaN are blank.
export function csv(columns) {
  const names = Object.keys(columns);
  const rows = [names.join(',')];
  const length = Math.max(0, ...names.map((name) => columns[name].length));
  for (let i = 0; i < length; i++) {
    rows.push(names.map((name) => cell(columns[name][i])).join(','));
  }
  return `${rows.join('\n')}\n`;
}

function cell(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  const text = typeof value === 'number' ? String(Number(value.toPrecision(8))) : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
