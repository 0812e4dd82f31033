// The tool menu and the View menu of a step.
import { openDialog } from '../lib/dialog.js';
import { restore, run } from './actions.js';
import { address, isStack, windowOfView } from './windows.js';
import './items-dialog.js';
import './log-dialog.js';
import './test-dialog.js';

const made = (status) => Boolean(status?.started) && status.state !== 'failed';

export function toolMenu(workflow, step, status, state) {
  const closed = status?.state === 'closed';
  const entries = [];
  for (const tool of step.tools) {
    if (tool.id === 'TEST_ON_IMAGE') {
      entries.push({ label: 'test on the central image', help: 'Tries the present parameters on the view of lowest tilt.',
        run: () => openDialog('gt-test-dialog', { workflow, section: null }) },
      { label: 'test on another image …', help: 'Tries the present parameters on a view of your choice.',
        run: () => openDialog('gt-test-dialog', { workflow, section: null, choose: true }) });
    } else if (tool.id === 'RESTORE_MARKERS') {
      entries.push({ label: "restore working markers to this step's output", help: tool.help,
        off: state.markers?.restorable?.includes(step.id) ? null : 'This step has not made any markers yet.',
        run: () => restore(workflow, step.id) });
    }
  }
  if (entries.length) entries.push('-');
  const off = closed ? `Closed: ${status.reasons.join('; ')}` : null;
  entries.push(
    { label: 'run this step', off, run: () => run(workflow, { step: step.id }) },
    { label: 'run to here', help: 'Runs all that is not up to date, to this step.', run: () => run(workflow, { upTo: step.id }) },
    { label: 'run from here', help: 'Runs this step and all after it again.', off, run: () => run(workflow, { from: step.id }) },
  );
  if (step.inputs.includes('workingMarkers')) {
    entries.push({ label: 'run on the working markers as they are', off,
      help: 'Starts from the present working markers instead of those that the step before has left.',
      run: () => run(workflow, { step: step.id, onWorkingMarkers: true }) });
  }
  entries.push(
    '-',
    { label: 'show log', help: 'What the runs of this step have said.', off: status?.started ? null : 'This step has not been run yet.',
      run: () => openDialog('gt-log-dialog', { workflow, step }) },
    { label: 'list inputs', help: 'What this step takes: files, sizes, dates, provenance.',
      run: () => openDialog('gt-items-dialog', { workflow, heading: `Inputs of ${step.label}`, only: [...step.inputs, ...step.optionalInputs] }) },
    { label: 'list outputs', help: 'What this step makes: files, sizes, dates, provenance; to be downloaded.',
      run: () => openDialog('gt-items-dialog', { workflow, heading: `Outputs of ${step.label}`, only: step.outputs }) },
  );
  return entries;
}

export function viewMenu(workflow, step, status) {
  const off = made(status) ? null : 'This step has not been run yet.';
  const entries = step.views.map((view) => {
    const [name, params] = windowOfView(view.id, step, status);
    return { label: view.label, href: address(workflow, name, params), target: `goldtrail-${workflow}-${name}`, off };
  });
  const item = step.outputs.find(isStack);
  if (item && !step.views.some((view) => ['STACK', 'ALIGNED_STACK', 'TOMOGRAM'].includes(view.id))) {
    entries.push({ label: 'result [tmshow]', href: address(workflow, 'tmshow', { item }), target: `goldtrail-${workflow}-tmshow`, off });
  }
  if (entries.length === 0) entries.push({ label: 'list outputs', run: () => openDialog('gt-items-dialog', { workflow, heading: step.label, only: step.outputs }) });
  return entries;
}
