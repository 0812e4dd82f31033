// The menu bar: Tools, Help, Settings, IO, Working Markers, Fit. Every entry does something.
import { ofWorkflow } from '../lib/api.js';
import { openDialog } from '../lib/dialog.js';
import { setTheme, theme } from '../lib/theme.js';
import { redo, report, restore, run, undo } from './actions.js';
import { ICON_ROW, address, isStack } from './windows.js';
import './doctor-dialog.js';
import './export-dialog.js';
import './help-dialog.js';
import './import-dialog.js';
import './items-dialog.js';
import './link-dialog.js';
import './markers-dialogs.js';
import './script-dialog.js';
import './settings-dialogs.js';
import './test-dialog.js';

const helpOf = (name) => ICON_ROW.find(([window]) => window === name)?.[3];
const entryOf = (id, name, label, params = {}, help = helpOf(name)) => ({
  label, help, href: address(id, name, params), target: `goldtrail-${id}-${name}`,
});

const go = (path) => dispatchEvent(new CustomEvent('gt-go', { detail: path }));

const CLOUD_HELP = 'All peaks of all views in one plane.';

const results = ({ id, state }) => [
  { label: 'export …', help: 'Writes the alignment or the tomogram in the form of another program.',
    off: state.verdict ? null : 'The series is not solved yet.', run: () => openDialog('gt-export-dialog', { workflow: id }) },
  { label: 'report', help: 'Makes the report of the present alignment and shows it.',
    off: state.steps?.some((s) => s.started) ? null : 'Nothing has been run yet.', run: () => report(id) },
];

function tools({ id, state }) {
  const parent = state.folder.replace(/\/[^/]*$/, '');
  return [
    ...ICON_ROW.map(([name, , label]) => entryOf(id, name, label)),
    '-',
    entryOf(id, 'features', 'feature plotter', {}, 'Plots the merits of all peaks against each other.'),
    entryOf(id, 'cloud', 'cloud of points', { source: 'peaks' }, CLOUD_HELP),
    entryOf(id, 'tmshow', 'tmshow', { item: 'rawStack' }, 'Shows the tilt series slice by slice.'),
    { label: 'test on an image', help: 'Template, correlation and picks of one view for the present parameters.',
      run: () => openDialog('gt-test-dialog', { workflow: id, section: null, choose: true }) },
    '-',
    ...results({ id, state }),
    { label: 'script of what I did', keys: 's', help: 'What was done on the page, as commands, as Java and as the template of a batch.',
      run: () => openDialog('gt-script-dialog', { workflow: id }) },
    { label: 'shell', help: 'How to work on this workflow from the command line and the shell at the same time.',
      run: () => openDialog('gt-shell-dialog', { state }) },
    { label: 'batch', help: 'The project page of this folder: all its workflows in a table, and batches.',
      run: () => go(`/p/?folder=${encodeURIComponent(parent)}`) },
    { label: 'doctor', help: 'What the program finds on this machine.', run: () => openDialog('gt-doctor-dialog') },
    { label: 'open in another browser', help: 'Gives an address that opens this window once in another browser.',
      run: () => openDialog('gt-link-dialog') },
  ];
}

function help({ state }) {
  const open = (topic, text) => ({ help: text, run: () => openDialog('gt-help-dialog', { topic, state }) });
  return [
    { label: 'walkthrough', keys: 'F1', ...open('walkthrough', 'The way through the six areas in short.') },
    { label: 'step reference', ...open('reference', 'Every step with its parameters, units, defaults and ranges.') },
    { label: 'keys', keys: '?', ...open('keys', 'All keys of this window.') },
    '-',
    { label: 'citation', ...open('citation', 'How to name the program in a paper.') },
    { label: 'about', ...open('about', 'Version, machine, and the folders this page may see.') },
  ];
}

function settings({ id, state }) {
  const edit = (group) => ({ run: () => openDialog('gt-settings-dialog', { workflow: id, group, state }) });
  return [
    { label: 'edit [general]', help: 'Pixel size, tilt axis, voltage, Cs, amplitude contrast, nominal defocus, dose.', ...edit('settings.general') },
    { label: 'edit [computing]', help: 'Threads and memory; they change no result.', ...edit('settings.computing') },
    { label: 'load settings …', help: 'From a file: YAML, or a configuration file as Dynamo writes it.',
      run: () => openDialog('gt-load-settings-dialog', { workflow: id, folder: state.folder }) },
    { label: 'save settings', help: 'Downloads all that is set in this workflow as YAML, to be loaded elsewhere or used for a batch.',
      target: '_self', href: `${ofWorkflow(id)}/settings.yaml` },
    '-',
    { label: 'look', entries: [['auto', 'as the system says'], ['light', 'light'], ['dark', 'dark']].map(([name, label]) => ({
      label, help: 'Kept in this browser.', mark: theme() === name, run: () => setTheme(name) })) },
  ];
}

function io({ id, state, catalogue }) {
  const items = catalogue.items.map((item) => {
    const inspect = [];
    if (isStack(item.id)) {
      const made = item.given || state.steps?.some((s) => s.started && s.state !== 'failed' && catalogue.step.get(s.id).outputs.includes(item.id));
      inspect.push({ ...entryOf(id, 'tmshow', 'On-the-fly view [dtmshow]', { item: item.id }, 'Reads only the slice that is shown.'),
        off: made ? null : 'It is not there yet.' });
    }
    if (item.id === 'workingMarkers') inspect.push(entryOf(id, 'dmarkers', 'dmarkers'), entryOf(id, 'occupancy', 'occupancy plot'));
    if (item.id === 'peaks' || item.id === 'selectedPeaks' || item.id === 'rawPeaks') {
      inspect.push(entryOf(id, 'cloud', 'cloud of points', { source: item.id === 'rawPeaks' ? 'peaks' : item.id }, CLOUD_HELP));
    }
    inspect.push({ label: 'files and provenance', help: 'Sizes, dates, which run has made it with which parameters; downloads.',
      run: () => openDialog('gt-items-dialog', { workflow: id, heading: item.label, only: [item.id] }) });
    const entries = [{ label: 'inspect', entries: inspect }];
    if (item.id === 'rawStack') {
      entries.push({ label: 're-link …', help: 'Says where the raw stack lies now.',
        run: () => openDialog('gt-relink-dialog', { workflow: id, state }) });
    }
    if (item.given) {
      entries.push({ label: 'where it comes from', help: 'What the files beside the stack say, with their origin.',
        run: () => openDialog('gt-inputs-dialog', { workflow: id, state }) });
    }
    return { label: item.label, help: item.help, entries };
  });
  return [
    ...items,
    '-',
    { label: 'all data items', help: 'Every item with its files, and where they come from.',
      run: () => openDialog('gt-items-dialog', { workflow: id, heading: 'Data items of the workflow' }) },
    { label: 'import …', help: 'Takes the alignment or the markers of another program.',
      run: () => openDialog('gt-import-dialog', { workflow: id, folder: state.folder.replace(/\/[^/]*$/, '') }) },
    ...results({ id, state }),
  ];
}

function markers({ id, state, catalogue }) {
  const none = state.markers?.versions ? null : 'There are no working markers yet.';
  return [
    { label: 'save …', off: none, help: 'Keeps the present working markers as a version with a note.',
      run: () => openDialog('gt-save-markers-dialog', { workflow: id }) },
    { label: 'versions …', keys: 'v', off: none, help: 'All versions with author, step, time and counts; go back to any.',
      run: () => openDialog('gt-versions-dialog', { workflow: id }) },
    { label: 'restore', off: none, entries: (state.markers?.restorable ?? []).map((step) => ({
      label: `output of ${catalogue.step.get(step)?.label ?? step}`, help: 'Makes what this step has left the working markers again.', run: () => restore(id, step) })) },
    { label: 'compare …', off: none, help: 'Counts what was added, removed and moved from one version to another.', run: () => openDialog('gt-versions-dialog', { workflow: id, comparing: true }) },
    '-',
    { label: 'undo', keys: 'Ctrl+Z', off: none, help: 'Back to the version before.', run: () => undo(id) },
    { label: 'redo', keys: 'Ctrl+Y', off: none, help: 'Forth again.', run: () => redo(id) },
    '-',
    { label: 'import …', help: 'Reads a CSV file with the columns marker, tilt, x, y.',
      run: () => openDialog('gt-import-markers-dialog', { workflow: id, folder: state.folder }) },
    { label: 'export', off: none, help: 'Downloads the present working markers as CSV.', target: '_self',
      href: `${ofWorkflow(id)}/versions/${state.markers?.head?.version}/markers.csv` },
  ];
}

function fit({ id, state, catalogue }) {
  const step = (name) => catalogue.step.get(name);
  const model = (name) => ({ run: () => openDialog('gt-step-settings-dialog', { workflow: id, step: step(name), state }) });
  return [
    { label: 'model choice …', help: 'Which quantities of the geometry are solved, and in which groups.', ...model('refinement.finalSelection') },
    { label: 'run', help: 'Solves the geometry of the present working markers (final selection).',
      off: state.steps?.find((s) => s.id === 'refinement.finalSelection')?.state === 'closed' ? 'There are no working markers yet.' : null,
      run: () => run(id, { step: 'refinement.finalSelection', onWorkingMarkers: true }) },
    '-',
    entryOf(id, 'fitting', 'report per tilt and per marker', {}, 'Residuals, rotation, shifts, magnification by tilt; residuals by marker.'),
    entryOf(id, 'scissors', 'residual of each observation', {}, 'To trim observations or whole markers.'),
  ];
}

export const MENUS = [['Tools', tools], ['Help', help], ['Settings', settings], ['IO', io], ['Working Markers', markers], ['Fit', fit]];
