// Windows of one workflow tell each other what is selected. One channel for each workflow:
//   goto { tilt, marker, x, y }      show this observation
//   picked { marker, tilt }          a marker was chosen
//   peaks { chosen: [index…] }       peaks were chosen
//   edited { revision }              the editing session has changed
//   here, who                        which windows are open

export class Link {
  #channel;

  // name: of this window, like "dmarkers"; handlers: { goto(data), picked(data), … }
  constructor(workflow, name, handlers) {
    this.workflow = workflow;
    this.name = name;
    this.#channel = new BroadcastChannel(`goldtrail-${workflow}`);
    this.#channel.onmessage = ({ data }) => {
      if (data.kind === 'who' && data.name === this.name) this.send('here', { name: this.name });
      if (data.kind === 'here' && data.name === this.waitingFor?.name) this.waitingFor.found();
      handlers[data.kind]?.(data);
    };
  }

  send(kind, data = {}) {
    this.#channel.postMessage({ kind, ...data });
  }

  // Shows an observation in the marker editor: in the one that is open, else in a new one.
  async showInEditor({ tilt, marker }) {
    const open = await this.#isOpen('dmarkers');
    if (open) {
      this.send('goto', { tilt, marker });
      return;
    }
    const query = new URLSearchParams({ tilt, ...(marker === undefined ? {} : { marker }) });
    window.open(`/w/${this.workflow}/dmarkers?${query}`, `dmarkers-${this.workflow}`);
  }

  #isOpen(name) {
    return new Promise((answer) => {
      this.waitingFor = { name, found: () => answer(true) };
      this.send('who', { name });
      setTimeout(() => answer(false), 120);
    });
  }

  close() {
    this.#channel.close();
  }
}
