// What `page.py` has a page of the gallery do; sizes and the view come with the call.

(() => {
  const TEXTS = 30;
  const TICK_MS = 1000;
  /** So many prints move with each delta, each with all that is known of its copies. */
  const MOVING = 20;
  let timer = 0;

  /** Returns a temperature that trembles a little. */
  const near = (degrees) => Math.round((degrees + Math.random()) * 10) / 10;

  /** Returns what every printer tells each second; now and then one changes its state. */
  function printersOf(round) {
    const { printers } = gallery;
    const changed = {};
    printers.forEach((printer, index) => {
      const remaining_s = 3600 + index * 60 - round;
      changed[printer.id] = {
        nozzles: [[near(214.5), 215]],
        bed: [near(59.5), 60],
        ...(printer.state === "printing"
          ? { progress: (100 + round) / 1000, remaining_s, elapsed_s: round }
          : {}),
      };
    });
    const turned = printers[round % printers.length];
    if (turned && round % 3 === 0) {
      const prints = round % 2 === 0;
      Object.assign(changed[turned.id], {
        state: prints ? "printing" : "idle",
        ready: !prints,
        online: true,
        message: null,
        progress: prints ? 0.01 : null,
        remaining_s: prints ? 7200 : null,
      });
    }
    return changed;
  }

  /** Returns the jobs whose copies move, and now and then one that arrives. */
  function jobsOf(round) {
    const { jobs } = gallery;
    const moving = jobs.filter((job) => job.targets.length);
    const changed = {};
    for (let at = 0; at < Math.min(MOVING, moving.length); at++) {
      const job = moving[(round * MOVING + at) % moving.length];
      const targets = job.targets.map((target) =>
        target.progress ? { ...target, progress: (200 + round) / 1000 } : target,
      );
      changed[job.id] = { targets };
    }
    if (jobs[0] && round % 5 === 4) {
      const id = `01K9ZJ5T6V7W8X9Y0Z1B${String(round).padStart(6, "0")}`;
      const created_at = new Date().toISOString();
      changed[id] = { ...jobs[0], id, name: `part ${round}.gcode`, created_at };
    }
    return changed;
  }

  /** Returns a delta as it comes over the wire, for the view that is subscribed. */
  function makeText(round, view) {
    const changed = printersOf(round);
    const jobs = view === "inbox" ? jobsOf(round) : {};
    return JSON.stringify({
      type: "delta",
      changed: { ...changed, ...jobs },
      removed: [],
    });
  }

  /** Pushes once a second; each is parsed anew, as Home Assistant's socket does. */
  function push(view) {
    const texts = Array.from({ length: TEXTS }, (_, round) => makeText(round, view));
    let round = 0;
    timer = setInterval(() => {
      gallery.connection.tell(JSON.parse(texts[round++ % TEXTS]), view);
      bench.deltas++;
    }, TICK_MS);
  }

  /** Keeps what the browser says of frames, long tasks and answers to keys. */
  function watch() {
    const keep = (type, list, options = {}) =>
      new PerformanceObserver((seen) =>
        seen.getEntries().forEach(({ duration }) => list.push(duration)),
      ).observe({ type, ...options });
    keep("longtask", bench.tasks);
    keep("event", bench.events, { durationThreshold: 16 });
    let last = 0;
    const frame = (now) => {
      if (last) {
        bench.gaps.push(now - last);
      }
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  function clear() {
    bench.deltas = 0;
    for (const list of [bench.tasks, bench.events, bench.gaps]) {
      list.length = 0;
    }
  }

  /** Takes the page's element away and puts it back: all of it subscribes anew. */
  async function reopen(times) {
    const element = document.querySelector("printmux-card, printmux-panel");
    for (let round = 0; round < times; round++) {
      element.remove();
      await rest();
      document.body.append(element);
      await rest();
    }
  }

  /** Goes to another page of the panel and back. */
  async function wander(times) {
    const panel = document.querySelector("printmux-panel");
    const here = panel.route;
    const other = here.path.startsWith("/inbox") ? "/printers" : "/inbox";
    for (let round = 0; round < times; round++) {
      panel.route = { ...here, path: other };
      await rest();
      panel.route = here;
      await rest();
    }
  }

  /** Lets the page draw what it is told, twice. */
  async function rest() {
    for (let frame = 0; frame < 2; frame++) {
      await new Promise((done) => requestAnimationFrame(done));
      await new Promise((done) => setTimeout(done));
    }
  }

  const stop = () => clearInterval(timer);
  const bench = { deltas: 0, tasks: [], events: [], gaps: [] };
  window.bench = Object.assign(bench, { push, stop, watch, clear, reopen, wander });
})();
