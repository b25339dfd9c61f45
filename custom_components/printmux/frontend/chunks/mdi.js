import{i as e,l as t,m as n,p as r,u as i}from"./lit.js";function a(e,t){return!e||!t?e!==t:e.connection!==t.connection||e.connected!==t.connected||e.language!==t.language||e.locale!==t.locale||e.user!==t.user||e.config.time_zone!==t.config.time_zone}function o(e){let t=new Map;return n=>{let r=t.get(n);return r===void 0&&(r=e(n),t.set(n,r)),r}}var s=new Set([`ar`,`fa`,`he`,`ur`,`ps`,`yi`]),c=new Set,l=new Set,u=`en`,d=class{constructor(e,t){this.texts=null,this.loaded=`en`,this.english=e,this.loaders=new Map(Object.entries(t).map(([e,t])=>[e.split(`/`).at(-2)??``,t])),c.add(this),this.load()}get ready(){return this.loaded===u}async load(){let e=u,t=this.loaders.get(te(e,[...this.loaders.keys()])??``),n=null;try{n=t?(await t()).default:null}catch{}if(e===u){this.texts=n,this.loaded=e;for(let e of l)e.requestUpdate()}}find(e){return this.texts?.[e]??this.english[e]}has(e){return this.texts?.[e]!==void 0}};function f(e,t){let n=new d(e,t);return(e,t={})=>ee(h(n,String(e),t),t)}function p(e){let t=new d({},e);return e=>t.find(e)}var m=o(e=>new Intl.PluralRules(e));function h(e,t,n){if(typeof n.count==`number`)for(let r of[u,`en`]){let i=`${t}_${m(r).select(n.count)}`;if(e.has(i)||r===`en`)return e.find(i)??e.find(`${t}_other`)??e.find(t)??t}return e.find(t)??t}function ee(e,t){return e.replace(/\{(\w+)\}/g,(e,n)=>String(t[n]??e))}function te(e,t){let[n=``]=e.split(`-`);return t.find(t=>t.toLowerCase()===e.toLowerCase())??t.find(e=>e===n)??t.find(e=>e.split(`-`)[0]===n)}function g(e){return s.has(e.split(`-`)[0]??``)}function _(e){if(e&&e!==u){u=e;for(let e of c)e.load()}}var v=class{constructor(e,t){this.host=e,this.hass=t,e.addController(this)}hostConnected(){l.add(this.host)}hostDisconnected(){l.delete(this.host)}hostUpdate(){let e=this.hass();_(e?.locale.language??e?.language??``)}get ready(){return[...c].every(e=>e.ready)}get direction(){return g(u)?`rtl`:`ltr`}},y=class extends i{constructor(...e){super(...e),this.speech=new v(this,()=>this.hass)}};e([t({attribute:!1,hasChanged:a})],y.prototype,`hass`,void 0);function b(e){return t=>{customElements.get(e)||customElements.define(e,t)}}var x=class extends i{constructor(...e){super(...e),this.path=``}static{this.styles=n`
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      width: var(--pm-icon-size, 20px);
      height: var(--pm-icon-size, 20px);
      fill: currentcolor;
    }
  `}render(){return r`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${this.path}></path></svg>`}};e([t()],x.prototype,`path`,void 0),x=e([b(`printmux-icon`)],x);function S(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}function C(e,t){S(e,`hass-notification`,{message:t})}function w(e,t){S(e,`hass-more-info`,{entityId:t})}function T(e,t=!1){history[t?`replaceState`:`pushState`](null,``,e),S(window,`location-changed`,{replace:t})}function E(e){let t=e.currentTarget;e.button||e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),T(t.pathname+t.search))}var D=f({"ago.now":`just now`,"answer.not_printed":`It was not printed`,"answer.print_again":`Print it again`,"answer.printed":`It was printed`,back:`Back`,"bed.cleared":`Bed cleared`,"bed.cleared_of":`Bed cleared: {printer}`,"bed.waits":`Clear the bed`,cancel:`Cancel`,close:`Close`,delete:`Delete`,"delete.label":`Delete {job}`,"delete.text":`The file is deleted with it, unless another job has the same one. This can't be undone.`,"delete.title":`Delete this job?`,"delete.under_way":`{job} is on its way to printers. Cancel it there first.`,dismiss:`Dismiss {job}`,"dispatch.choose":`Choose at least one printer.`,"dispatch.copies":`Copies`,"dispatch.file_gone":`The file of this job was deleted. Send it again from your slicer to print it.`,"dispatch.no_printers":`There are no printers to choose. Add one under Settings → Devices & services → PrintMux.`,"dispatch.not_allowed":`You may look, but not send jobs to printers. An administrator can allow it.`,"dispatch.nothing_found":`No printer has this name or tag.`,"dispatch.print":`Upload and print`,"dispatch.print_any":`Upload and print on the first that fits`,"dispatch.print_any_of":`Upload and print on the first of {count} printers`,"dispatch.print_at":`Upload and print on {printer}`,"dispatch.print_on_one":`Upload and print on {count} printer`,"dispatch.print_on_other":`Upload and print on {count} printers`,"dispatch.printers":`Printers`,"dispatch.prints_one":`{count} print in all`,"dispatch.prints_other":`{count} prints in all`,"dispatch.search":`Find a printer or a tag`,"dispatch.sending":`Sending…`,"dispatch.show_all_one":`Show {count} printer`,"dispatch.show_all_other":`Show all {count} printers`,"dispatch.upload":`Upload`,"editor.layout":`Layout`,"editor.layout.compact":`Compact`,"editor.layout.full":`Full (default)`,"editor.printers":`Printers`,"editor.printers_help":`Only these are offered. Without any, all are.`,"editor.tags":`Tags`,"editor.tags_help":`Printers with one of these tags are offered.`,"editor.title":`Title`,"empty.setup":`Set up a slicer`,"empty.text":`Send a file from your slicer: it appears here by itself.`,"empty.title":`Nothing is waiting`,"fact.file_gone":`File deleted`,"fact.from_browser":`Uploaded here`,"fact.incomplete":`Incomplete`,"fact.label.age":`Received`,"fact.label.filament":`Filament`,"fact.label.file_gone":`File`,"fact.label.folder":`Folder`,"fact.label.origin":`From`,"fact.label.plate":`Plates`,"fact.label.print_time":`Print time`,"fact.label.problem":`Problem`,"fact.label.reading":`State`,"fact.label.size":`File size`,"fact.label.slicer":`Slicer`,"fact.label.wants_print":`Wish`,"fact.plate":`Plate {plate} of {plates}`,"fact.plates_one":`{count} plate`,"fact.plates_other":`{count} plates`,"fact.wants_print":`Wants to be printed`,"force.confirm":`Print anyway`,"force.reason":`{printer}: {reasons}`,"force.text":`PrintMux will force the print there. A print that does not fit can damage the printer.`,"force.title":`Print {job} although it does not fit?`,"hero.waiting":`{job} is waiting`,"job.awaiting_selection":`Waiting for a printer`,"job.cancelled":`Cancelled`,"job.completed":`Completed`,"job.dispatching":`On its way`,"job.failed":`Failed`,"job.uploaded":`Reading the file`,"journeys.title":`On their way`,"list.more_one":`{count} more`,"list.more_other":`{count} more`,more:`More`,"panel.outdated":`PrintMux was updated. Reload the page to go on.`,"panel.reload":`Reload`,"printer.cancelled":`Cancelled`,"printer.error":`Error`,"printer.finished":`Finished`,"printer.idle":`Idle`,"printer.left":`{time} left`,"printer.loaded":`Loaded:`,"printer.nothing_loaded":`Material not known`,"printer.offline":`Offline`,"printer.paused":`Paused`,"printer.printing":`Printing`,"printer.queue_one":`{count} waiting`,"printer.queue_other":`{count} waiting`,"printer.starting":`Starting`,"printers.number_one":`{count} printer`,"printers.number_other":`{count} printers`,"quick.all":`All ({number})`,"quick.any":`First that fits`,"quick.any_hint":`PrintMux picks whichever printer fits and is free first, of the chosen ones or of all.`,"quick.fitting":`All that fit ({number})`,"quick.tag":`{tag} ({number})`,retry:`Try again`,"sent.done":`Done`,"sent.failed":`Not to {printers}: see why below.`,"sent.none":`None of these printers can take it. See below why.`,"sent.print":`On its way to be printed on {printers}.`,"sent.too_late":`It can't be taken back any more. Stop the print instead.`,"sent.upload":`Sent to {printers}.`,"state.error.not_found":`This job is gone.`,"state.error.not_loaded":`PrintMux is not running. Look at Settings → Devices & services.`,"state.error.unauthorized":`You may not see PrintMux. An administrator of Home Assistant can allow it, in PrintMux's options under “Users who are no administrators”. It then appears here by itself.`,"state.error.unknown":`PrintMux can't be reached: {error}`,"state.loading":`Loading`,"state.stale":`The connection to Home Assistant is lost. What you see may be old.`,"stepper.less":`{what}: less`,"stepper.more":`{what}: more`,"stop.confirm":`Stop the print`,"stop.text":`{job} is being printed there. A stopped print can't be continued.`,"stop.title":`Stop the print on {printer}?`,"strip.title_one":`{count} more waiting`,"strip.title_other":`{count} more waiting`,"target.cancelled":`Cancelled`,"target.completed":`Completed`,"target.copy":`copy {copy}`,"target.failed":`Failed`,"target.hold":`Hold`,"target.layer":`layer {layer}`,"target.layer_of":`layer {layer} of {layers}`,"target.needs_attention":`Did it print?`,"target.pending":`Waiting`,"target.printing":`Printing`,"target.progress_of":`Progress on {printer}`,"target.release":`Release`,"target.sent":`{done} of {size}`,"target.starting":`Starting`,"target.stop":`Stop`,"target.until":`until {time}`,"target.uploaded":`On the printer`,"target.uploading":`Uploading`,"targets.show_all_one":`Show {count} copy`,"targets.show_all_other":`Show all {count} copies`,"terms.hint":`Time and entity are for “Upload and print”. The print starts once the entity is on, at home, or above 0.`,"terms.priority":`Priority`,"terms.start_at":`Start no sooner than`,"terms.start_when":`Start when this entity is on`,"thumb.alt":`Preview of {name}`,undo:`Undo`,"verdict.does_not_fit":`Does not fit`,"verdict.fits":`Fits`,"verdict.warns":`Check first`,"view.inbox":`Inbox`,"view.printers":`Printers`,"view.setup":`Set-up`,"wait.bed":`Waits until the bed is cleared`,"wait.busy":`Waits until the printer is free`,"wait.entity":`Waits for an entity`,"wait.entity_named":`Waits for {entity}`,"wait.estimated":`starts about {time}`,"wait.filament":`Waits for filament`,"wait.hold":`Held back`,"wait.offline":`Waits until the printer is online`,"wait.position":`number {position} in line`,"wait.power":`Waits until it may heat up`,"wait.printer":`Waits for a printer that fits`,"wait.time":`Waits for its time`,"wait.time_at":`Waits until {time}`,"will_wait.bed_one":`The last print may still lie on the bed of {printers}.`,"will_wait.bed_other":`The last prints may still lie on the beds of {printers}.`,"will_wait.busy_one":`{printers} begins once it is free.`,"will_wait.busy_other":`{printers} begin once they are free.`,"will_wait.offline_one":`{printers} waits until it is online.`,"will_wait.offline_other":`{printers} wait until they are online.`,"will_wait.printer_one":`{printers} waits until it is ready.`,"will_wait.printer_other":`{printers} wait until they are ready.`},Object.assign({"./de/common.json":()=>import(`./de-common.js`),"./es/common.json":()=>import(`./es-common.js`),"./fr/common.json":()=>import(`./fr-common.js`),"./nl/common.json":()=>import(`./nl-common.js`),"./pl/common.json":()=>import(`./pl-common.js`),"./zh-Hans/common.json":()=>import(`./zh-Hans-common.js`)})),O=n`
  :host {
    --pm-text: var(--primary-text-color, #212121);
    --pm-dim: color-mix(
      in srgb,
      var(--secondary-text-color, #727272) 75%,
      var(--pm-text)
    );
    --pm-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --pm-surface: var(--card-background-color, #fff);
    --pm-raised: var(--secondary-background-color, #f2f2f2);
    --pm-accent: var(--primary-color, #009ac7);
    --pm-accent-fill: oklch(from var(--pm-accent) min(l, 0.54) c h);
    --pm-accent-text: color-mix(in srgb, var(--pm-accent) 55%, var(--pm-text));
    --pm-accent-tint: color-mix(in srgb, var(--pm-accent) 14%, transparent);
    --pm-good: var(--success-color, #43a047);
    --pm-good-text: color-mix(in srgb, var(--pm-good) 50%, var(--pm-text));
    --pm-warn: var(--warning-color, #ffa600);
    --pm-warn-text: color-mix(in srgb, var(--pm-warn) 45%, var(--pm-text));
    --pm-warn-tint: color-mix(in srgb, var(--pm-warn) 14%, transparent);
    --pm-bad: var(--error-color, #db4437);
    --pm-bad-fill: oklch(from var(--pm-bad) min(l, 0.54) c h);
    --pm-bad-text: color-mix(in srgb, var(--pm-bad) 60%, var(--pm-text));
    /* What lies in a card is never rounder than what it holds leaves room for. */
    --pm-radius: clamp(
      4px,
      var(--restore-card-border-radius, var(--ha-card-border-radius, 12px)),
      16px
    );
    --pm-radius-small: 8px;
    --pm-space: 16px;
    /* Home Assistant's sizes: its root element's are not those of browsers. */
    --pm-font-s: var(--ha-font-size-s, 12px);
    --pm-font-m: var(--ha-font-size-m, 14px);
    --pm-font-l: var(--ha-font-size-l, 16px);
    --pm-font-xl: var(--ha-font-size-xl, 20px);
    --pm-font-3xl: var(--ha-font-size-3xl, 28px);
    --pm-fast: 150ms;
    color: var(--pm-text);
  }
  /* Not inherited: Home Assistant's own styles decide of the outermost element. */
  :host,
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`,k=n`
  :focus-visible {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    background: none;
    border: none;
    padding: 0;
    text-align: start;
  }
  button:disabled {
    cursor: default;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 40px;
    padding: 0 18px;
    border-radius: var(--ha-button-border-radius, var(--ha-border-radius-pill, 9999px));
    border: 1px solid var(--pm-line);
    font-weight: 500;
    text-align: center;
    text-decoration: none;
    color: var(--pm-text);
    transition: background var(--pm-fast);
  }
  .button:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .button.primary {
    border-color: transparent;
    background: var(--pm-accent-fill);
    color: #fff;
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--pm-accent-fill) 88%, #000);
  }
  .button.danger {
    border-color: transparent;
    background: var(--pm-bad-fill);
    color: #fff;
  }
  .button:disabled {
    opacity: 0.5;
  }
  .button.small {
    min-height: 32px;
    padding: 0 14px;
  }
  .icon-button {
    display: inline-grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: var(--pm-dim);
  }
  .icon-button:hover:not(:disabled) {
    background: var(--pm-accent-tint);
    color: var(--pm-text);
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-height: 24px;
    padding: 0 8px;
    border-radius: 12px;
    background: var(--pm-raised);
    color: var(--pm-text);
    font-size: var(--pm-font-s);
    white-space: nowrap;
  }
  /* Names keep their own direction, and begin where the page's lines do. */
  [dir="auto"] {
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .dim {
    color: var(--pm-dim);
  }
  /* A colour that something has, in whatever colours a page is shown. */
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
    border: 1px solid var(--pm-dim);
    border-radius: 50%;
    forced-color-adjust: none;
  }
  .error {
    color: var(--pm-bad-text);
  }
  input,
  select {
    font: inherit;
    color: inherit;
    min-height: 40px;
    padding: 0 12px;
    border: 1px solid var(--pm-dim);
    border-radius: var(--pm-radius-small);
    background: var(--pm-surface);
    color-scheme: light dark;
  }
  /* Fingers are not as small as pointers. */
  @media (pointer: coarse) {
    .button,
    .button.small,
    .icon-button,
    input,
    select {
      min-height: 44px;
    }
    .icon-button {
      min-width: 44px;
    }
  }
  .reader {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`,A=`M13 14H11V9H13M13 18H11V16H13M1 21H23L12 2L1 21Z`,j=`M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,M=`M11,15H13V17H11V15M11,7H13V13H11V7M12,2C6.47,2 2,6.5 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20Z`,N=`M13 13H11V7H13M11 15H13V17H11M15.73 3H8.27L3 8.27V15.73L8.27 21H15.73L21 15.73V8.27L15.73 3Z`,P=`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,F=`M10,21V19H6.41L10.91,14.5L9.5,13.09L5,17.59V14H3V21H10M14.5,10.91L19,6.41V10H21V3H14V5H17.59L13.09,9.5L14.5,10.91Z`,I=`M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z`,L=`M19.36,2.72L20.78,4.14L15.06,9.85C16.13,11.39 16.28,13.24 15.38,14.44L9.06,8.12C10.26,7.22 12.11,7.37 13.65,8.44L19.36,2.72M5.93,17.57C3.92,15.56 2.69,13.16 2.35,10.92L7.23,8.83L14.67,16.27L12.58,21.15C10.34,20.81 7.94,19.58 5.93,17.57Z`,R=`M1.2,4.47L2.5,3.2L20,20.72L18.73,22L16.73,20H4A2,2 0 0,1 2,18V6C2,5.78 2.04,5.57 2.1,5.37L1.2,4.47M7,4L9,2H15L17,4H20A2,2 0 0,1 22,6V18C22,18.6 21.74,19.13 21.32,19.5L16.33,14.5C16.76,13.77 17,12.91 17,12A5,5 0 0,0 12,7C11.09,7 10.23,7.24 9.5,7.67L5.82,4H7M7,12A5,5 0 0,0 12,17C12.5,17 13.03,16.92 13.5,16.77L11.72,15C10.29,14.85 9.15,13.71 9,12.28L7.23,10.5C7.08,10.97 7,11.5 7,12M12,9A3,3 0 0,1 15,12C15,12.35 14.94,12.69 14.83,13L11,9.17C11.31,9.06 11.65,9 12,9Z`,z=`M15,15.5V13H9V15.5L5.5,12L9,8.5V11H15V8.5L18.5,12M20,4H16.83L15,2H9L7.17,4H4A2,2 0 0,0 2,6V18A2,2 0 0,0 4,20H20A2,2 0 0,0 22,18V6C22,4.89 21.1,4 20,4Z`,B=`M12 2C17.5 2 22 6.5 22 12S17.5 22 12 22 2 17.5 2 12 6.5 2 12 2M12 4C10.1 4 8.4 4.6 7.1 5.7L18.3 16.9C19.3 15.5 20 13.8 20 12C20 7.6 16.4 4 12 4M16.9 18.3L5.7 7.1C4.6 8.4 4 10.1 4 12C4 16.4 7.6 20 12 20C13.9 20 15.6 19.4 16.9 18.3Z`,V=`M21,7L9,19L3.5,13.5L4.91,12.09L9,16.17L19.59,5.59L21,7Z`,H=`M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z`,U=`M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M12 20C7.59 20 4 16.41 4 12S7.59 4 12 4 20 7.59 20 12 16.41 20 12 20M16.59 7.58L10 14.17L7.41 11.59L6 13L10 17L18 9L16.59 7.58Z`,W=`M7.41,8.58L12,13.17L16.59,8.58L18,10L12,16L6,10L7.41,8.58Z`,G=`M12,20A8,8 0 0,1 4,12A8,8 0 0,1 12,4A8,8 0 0,1 20,12A8,8 0 0,1 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,K=`M12,20A8,8 0 0,0 20,12A8,8 0 0,0 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20M12,2A10,10 0 0,1 22,12A10,10 0 0,1 12,22C6.47,22 2,17.5 2,12A10,10 0 0,1 12,2M12.5,7V12.25L17,14.92L16.25,16.15L11,13V7H12.5Z`,q=`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,J=`M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2C6.47,2 2,6.47 2,12C2,17.53 6.47,22 12,22C17.53,22 22,17.53 22,12C22,6.47 17.53,2 12,2M14.59,8L12,10.59L9.41,8L8,9.41L10.59,12L8,14.59L9.41,16L12,13.41L14.59,16L16,14.59L13.41,12L16,9.41L14.59,8Z`,Y=`M8.27,3L3,8.27V15.73L8.27,21H15.73C17.5,19.24 21,15.73 21,15.73V8.27L15.73,3M9.1,5H14.9L19,9.1V14.9L14.9,19H9.1L5,14.9V9.1M9.12,7.71L7.71,9.12L10.59,12L7.71,14.88L9.12,16.29L12,13.41L14.88,16.29L16.29,14.88L13.41,12L16.29,9.12L14.88,7.71L12,10.59`,X=`M19.8 22.6L17.15 20H6.5Q4.2 20 2.6 18.4T1 14.5Q1 12.58 2.19 11.08 3.38 9.57 5.25 9.15 5.33 8.95 5.4 8.76 5.5 8.57 5.55 8.35L1.4 4.2L2.8 2.8L21.2 21.2M6.5 18H15.15L7.1 9.95Q7.05 10.23 7.03 10.5 7 10.73 7 11H6.5Q5.05 11 4.03 12.03 3 13.05 3 14.5 3 15.95 4.03 17 5.05 18 6.5 18M11.13 14M21.6 18.75L20.15 17.35Q20.58 17 20.79 16.54 21 16.08 21 15.5 21 14.45 20.27 13.73 19.55 13 18.5 13H17V11Q17 8.93 15.54 7.46 14.08 6 12 6 11.33 6 10.7 6.16 10.07 6.33 9.5 6.68L8.05 5.23Q8.93 4.63 9.91 4.31 10.9 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 16.5 22.63 17.31 22.25 18.15 21.6 18.75M14.83 12.03Z`,Z=`M19,21H8V7H19M19,5H8A2,2 0 0,0 6,7V21A2,2 0 0,0 8,23H19A2,2 0 0,0 21,21V7A2,2 0 0,0 19,5M16,1H4A2,2 0 0,0 2,3V17H4V3H16V1Z`,Q=`M17 3H5C3.89 3 3 3.9 3 5V19C3 20.1 3.89 21 5 21H19C20.1 21 21 20.1 21 19V7L17 3M19 19H5V5H16.17L19 7.83V19M12 12C10.34 12 9 13.34 9 15S10.34 18 12 18 15 16.66 15 15 13.66 12 12 12M6 6H15V10H6V6Z`,ne=`M21,16.5C21,16.88 20.79,17.21 20.47,17.38L12.57,21.82C12.41,21.94 12.21,22 12,22C11.79,22 11.59,21.94 11.43,21.82L3.53,17.38C3.21,17.21 3,16.88 3,16.5V7.5C3,7.12 3.21,6.79 3.53,6.62L11.43,2.18C11.59,2.06 11.79,2 12,2C12.21,2 12.41,2.06 12.57,2.18L20.47,6.62C20.79,6.79 21,7.12 21,7.5V16.5M12,4.15L6.04,7.5L12,10.85L17.96,7.5L12,4.15M5,15.91L11,19.29V12.58L5,9.21V15.91M19,15.91V9.21L13,12.58V19.29L19,15.91Z`,re=`M17,22V20H20V17H22V20.5C22,20.89 21.84,21.24 21.54,21.54C21.24,21.84 20.89,22 20.5,22H17M7,22H3.5C3.11,22 2.76,21.84 2.46,21.54C2.16,21.24 2,20.89 2,20.5V17H4V20H7V22M17,2H20.5C20.89,2 21.24,2.16 21.54,2.46C21.84,2.76 22,3.11 22,3.5V7H20V4H17V2M7,2V4H4V7H2V3.5C2,3.11 2.16,2.76 2.46,2.46C2.76,2.16 3.11,2 3.5,2H7M13,17.25L17,14.95V10.36L13,12.66V17.25M12,10.92L16,8.63L12,6.28L8,8.63L12,10.92M7,14.95L11,17.25V12.66L7,10.36V14.95M18.23,7.59C18.73,7.91 19,8.34 19,8.91V15.23C19,15.8 18.73,16.23 18.23,16.55L12.75,19.73C12.25,20.05 11.75,20.05 11.25,19.73L5.77,16.55C5.27,16.23 5,15.8 5,15.23V8.91C5,8.34 5.27,7.91 5.77,7.59L11.25,4.41C11.5,4.28 11.75,4.22 12,4.22C12.25,4.22 12.5,4.28 12.75,4.41L18.23,7.59Z`,ie=`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,ae=`M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19M8,9H16V19H8V9M15.5,4L14.5,3H9.5L8.5,4H5V6H19V4H15.5Z`,oe=`M12,16A2,2 0 0,1 14,18A2,2 0 0,1 12,20A2,2 0 0,1 10,18A2,2 0 0,1 12,16M12,10A2,2 0 0,1 14,12A2,2 0 0,1 12,14A2,2 0 0,1 10,12A2,2 0 0,1 12,10M12,4A2,2 0 0,1 14,6A2,2 0 0,1 12,8A2,2 0 0,1 10,6A2,2 0 0,1 12,4Z`,se=`M14 2H6C4.89 2 4 2.9 4 4V20C4 21.11 4.89 22 6 22H18C19.11 22 20 21.11 20 20V8L14 2M18 20H6V4H13V9H18V20M15 13C15 14.89 12.75 15.07 12.75 16.76H11.25C11.25 14.32 13.5 14.5 13.5 13C13.5 12.18 12.83 11.5 12 11.5S10.5 12.18 10.5 13H9C9 11.35 10.34 10 12 10S15 11.35 15 13M12.75 17.5V19H11.25V17.5H12.75Z`,ce=`M14,2L20,8V20A2,2 0 0,1 18,22H6A2,2 0 0,1 4,20V4A2,2 0 0,1 6,2H14M18,20V9H13V4H6V20H18M12,12L16,16H13.5V19H10.5V16H8L12,12Z`,le=`M20,18H4V8H20M20,6H12L10,4H4C2.89,4 2,4.89 2,6V18A2,2 0 0,0 4,20H20A2,2 0 0,0 22,18V8C22,6.89 21.1,6 20,6Z`,ue=`M3 16V5.75C3 5.06 3.56 4.5 4.25 4.5S5.5 5.06 5.5 5.75V12H6.5V2.75C6.5 2.06 7.06 1.5 7.75 1.5C8.44 1.5 9 2.06 9 2.75V12H10V1.25C10 .56 10.56 0 11.25 0S12.5 .56 12.5 1.25V12H13.5V3.25C13.5 2.56 14.06 2 14.75 2S16 2.56 16 3.25V15H16.75L18.16 11.47C18.38 10.92 18.84 10.5 19.4 10.31L20.19 10.05C21 9.79 21.74 10.58 21.43 11.37L18.4 19C17.19 22 14.26 24 11 24C6.58 24 3 20.42 3 16Z`,de=`M15.07,11.25L14.17,12.17C13.45,12.89 13,13.5 13,15H11V14.5C11,13.39 11.45,12.39 12.17,11.67L13.41,10.41C13.78,10.05 14,9.55 14,9C14,7.89 13.1,7 12,7A2,2 0 0,0 10,9H8A4,4 0 0,1 12,5A4,4 0 0,1 16,9C16,9.88 15.64,10.67 15.07,11.25M13,19H11V17H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12C22,6.47 17.5,2 12,2Z`,fe=`M11,18H13V16H11V18M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,6A4,4 0 0,0 8,10H10A2,2 0 0,1 12,8A2,2 0 0,1 14,10C14,12 11,11.75 11,15H13C13,12.75 16,12.5 16,10A4,4 0 0,0 12,6Z`,pe=`M5 6C3.9 6 3 6.9 3 8S3.9 10 5 10 7 9.11 7 8 6.11 6 5 6M12 4C10.9 4 10 4.89 10 6S10.9 8 12 8 14 7.11 14 6 13.11 4 12 4M19 2C17.9 2 17 2.9 17 4S17.9 6 19 6 21 5.11 21 4 20.11 2 19 2M3.5 11C2.67 11 2 11.67 2 12.5V17H3V22H7V17H8V12.5C8 11.67 7.33 11 6.5 11H3.5M10.5 9C9.67 9 9 9.67 9 10.5V15H10V20H14V15H15V10.5C15 9.67 14.33 9 13.5 9H10.5M17.5 7C16.67 7 16 7.67 16 8.5V13H17V18H21V13H22V8.5C22 7.67 21.33 7 20.5 7H17.5Z`,me=`M16,10H14V7H10V10H8L12,14M19,15H15A3,3 0 0,1 12,18A3,3 0 0,1 9,15H5V5H19M19,3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5A2,2 0 0,0 19,3Z`,he=`M19 3H5A2 2 0 0 0 3 5V19A2 2 0 0 0 5 21H19A2 2 0 0 0 21 19V5A2 2 0 0 0 19 3M5 19V17H8.13A4.13 4.13 0 0 0 9.4 19M19 19H14.6A4.13 4.13 0 0 0 15.87 17H19M19 15H14V16A2 2 0 0 1 10 16V15H5V5H19Z`,ge=`M22,18V22H18V19H15V16H12L9.74,13.74C9.19,13.91 8.61,14 8,14A6,6 0 0,1 2,8A6,6 0 0,1 8,2A6,6 0 0,1 14,8C14,8.61 13.91,9.19 13.74,9.74L22,18M7,5A2,2 0 0,0 5,7A2,2 0 0,0 7,9A2,2 0 0,0 9,7A2,2 0 0,0 7,5Z`,_e=`M12,18.54L19.37,12.8L21,14.07L12,21.07L3,14.07L4.62,12.81L12,18.54M12,16L3,9L12,2L21,9L12,16M12,4.53L6.26,9L12,13.47L17.74,9L12,4.53Z`,ve=`M11 15H6L13 1V9H18L11 23V15Z`,ye=`M10.59,13.41C11,13.8 11,14.44 10.59,14.83C10.2,15.22 9.56,15.22 9.17,14.83C7.22,12.88 7.22,9.71 9.17,7.76V7.76L12.71,4.22C14.66,2.27 17.83,2.27 19.78,4.22C21.73,6.17 21.73,9.34 19.78,11.29L18.29,12.78C18.3,11.96 18.17,11.14 17.89,10.36L18.36,9.88C19.54,8.71 19.54,6.81 18.36,5.64C17.19,4.46 15.29,4.46 14.12,5.64L10.59,9.17C9.41,10.34 9.41,12.24 10.59,13.41M13.41,9.17C13.8,8.78 14.44,8.78 14.83,9.17C16.78,11.12 16.78,14.29 14.83,16.24V16.24L11.29,19.78C9.34,21.73 6.17,21.73 4.22,19.78C2.27,17.83 2.27,14.66 4.22,12.71L5.71,11.22C5.7,12.04 5.83,12.86 6.11,13.65L5.64,14.12C4.46,15.29 4.46,17.19 5.64,18.36C6.81,19.54 8.71,19.54 9.88,18.36L13.41,14.83C14.59,13.66 14.59,11.76 13.41,10.59C13,10.2 13,9.56 13.41,9.17Z`,be=`M12,17C10.89,17 10,16.1 10,15C10,13.89 10.89,13 12,13A2,2 0 0,1 14,15A2,2 0 0,1 12,17M18,20V10H6V20H18M18,8A2,2 0 0,1 20,10V20A2,2 0 0,1 18,22H6C4.89,22 4,21.1 4,20V10C4,8.89 4.89,8 6,8H7V6A5,5 0 0,1 12,1A5,5 0 0,1 17,6V8H18M12,3A3,3 0 0,0 9,6V8H15V6A3,3 0 0,0 12,3Z`,xe=`M9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.44,13.73L14.71,14H15.5L20.5,19L19,20.5L14,15.5V14.71L13.73,14.44C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3M9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5Z`,Se=`M9,2A7,7 0 0,1 16,9C16,10.5 15.5,12 14.61,13.19L15.41,14H16L22,20L20,22L14,16V15.41L13.19,14.61C12,15.5 10.5,16 9,16A7,7 0 0,1 2,9A7,7 0 0,1 9,2M11.12,5.46L9,7.59L6.88,5.46L5.46,6.88L7.59,9L5.46,11.12L6.88,12.54L9,10.41L11.12,12.54L12.54,11.12L10.41,9L12.54,6.88L11.12,5.46Z`,Ce=`M19,13H5V11H19V13Z`,we=`M21,16V4H3V16H21M21,2A2,2 0 0,1 23,4V16A2,2 0 0,1 21,18H14V20H16V22H8V20H10V18H3C1.89,18 1,17.1 1,16V4C1,2.89 1.89,2 3,2H21M5,6H14V11H5V6M15,6H19V8H15V6M19,9V14H15V9H19M5,12H9V14H5V12M10,12H14V14H10V12Z`,Te=`M14,19H18V5H14M6,19H10V5H6V19Z`,Ee=`M8,5.14V19.14L19,12.14L8,5.14Z`,De=`M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M10,16.5L16,12L10,7.5V16.5Z`,Oe=`M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z`,ke=`M19,6A1,1 0 0,0 20,5A1,1 0 0,0 19,4A1,1 0 0,0 18,5A1,1 0 0,0 19,6M19,2A3,3 0 0,1 22,5V11H18V7H6V11H2V5A3,3 0 0,1 5,2H19M18,18.25C18,18.63 17.79,18.96 17.47,19.13L12.57,21.82C12.4,21.94 12.21,22 12,22C11.79,22 11.59,21.94 11.43,21.82L6.53,19.13C6.21,18.96 6,18.63 6,18.25V13C6,12.62 6.21,12.29 6.53,12.12L11.43,9.68C11.59,9.56 11.79,9.5 12,9.5C12.21,9.5 12.4,9.56 12.57,9.68L17.47,12.12C17.79,12.29 18,12.62 18,13V18.25M12,11.65L9.04,13L12,14.6L14.96,13L12,11.65M8,17.66L11,19.29V16.33L8,14.71V17.66M16,17.66V14.71L13,16.33V19.29L16,17.66Z`,Ae=`M7,2H17V8H19V13H16.5L13,17H11L7.5,13H5V8H7V2M10,22H2V20H10A1,1 0 0,0 11,19V18H13V19A3,3 0 0,1 10,22Z`,je=`M4 2H14V7H16V13H13.5L10 17H8L4.5 13H2V7H4V2M23 14.5L21.6 16.7L23 18.9L21 22L19.2 21.1L20.7 18.9L19.2 16.7L21.2 13.6L23 14.5M18.7 14.5L17.2 16.7L18.7 18.9L16.7 22L14.9 21.1L16.3 18.9L14.9 16.7L16.9 13.6L18.7 14.5`,Me=`M7.95,3L6.53,5.19L7.95,7.4H7.94L5.95,10.5L4.22,9.6L5.64,7.39L4.22,5.19L6.22,2.09L7.95,3M13.95,2.89L12.53,5.1L13.95,7.3L13.94,7.31L11.95,10.4L10.22,9.5L11.64,7.3L10.22,5.1L12.22,2L13.95,2.89M20,2.89L18.56,5.1L20,7.3V7.31L18,10.4L16.25,9.5L17.67,7.3L16.25,5.1L18.25,2L20,2.89M2,22V14A2,2 0 0,1 4,12H20A2,2 0 0,1 22,14V22H20V20H4V22H2M6,14A1,1 0 0,0 5,15V17A1,1 0 0,0 6,18A1,1 0 0,0 7,17V15A1,1 0 0,0 6,14M10,14A1,1 0 0,0 9,15V17A1,1 0 0,0 10,18A1,1 0 0,0 11,17V15A1,1 0 0,0 10,14M14,14A1,1 0 0,0 13,15V17A1,1 0 0,0 14,18A1,1 0 0,0 15,17V15A1,1 0 0,0 14,14M18,14A1,1 0 0,0 17,15V17A1,1 0 0,0 18,18A1,1 0 0,0 19,17V15A1,1 0 0,0 18,14Z`,Ne=`M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z`,Pe=`M18,18H6V6H18V18Z`,$=`M21.41 11.58L12.41 2.58A2 2 0 0 0 11 2H4A2 2 0 0 0 2 4V11A2 2 0 0 0 2.59 12.42L11.59 21.42A2 2 0 0 0 13 22A2 2 0 0 0 14.41 21.41L21.41 14.41A2 2 0 0 0 22 13A2 2 0 0 0 21.41 11.58M13 20L4 11V4H11L20 13M6.5 5A1.5 1.5 0 1 1 5 6.5A1.5 1.5 0 0 1 6.5 5Z`,Fe=`M15 13V5A3 3 0 0 0 9 5V13A5 5 0 1 0 15 13M12 4A1 1 0 0 1 13 5V8H11V5A1 1 0 0 1 12 4Z`,Ie=`M12,20A7,7 0 0,1 5,13A7,7 0 0,1 12,6A7,7 0 0,1 19,13A7,7 0 0,1 12,20M19.03,7.39L20.45,5.97C20,5.46 19.55,5 19.04,4.56L17.62,6C16.07,4.74 14.12,4 12,4A9,9 0 0,0 3,13A9,9 0 0,0 12,22C17,22 21,17.97 21,13C21,10.88 20.26,8.93 19.03,7.39M11,14H13V8H11M15,1H9V3H15V1Z`,Le=`M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z`,Re=`M2 12H4V17H20V12H22V17C22 18.11 21.11 19 20 19H4C2.9 19 2 18.11 2 17V12M12 15L17.55 9.54L16.13 8.13L13 11.25V2H11V11.25L7.88 8.13L6.46 9.55L12 15Z`,ze=`M2 12H4V17H20V12H22V17C22 18.11 21.11 19 20 19H4C2.9 19 2 18.11 2 17V12M12 2L6.46 7.46L7.88 8.88L11 5.75V15H13V5.75L16.13 8.88L17.55 7.45L12 2Z`,Be=`M12.5,8C9.85,8 7.45,9 5.6,10.6L2,7V16H11L7.38,12.38C8.77,11.22 10.54,10.5 12.5,10.5C16.04,10.5 19.05,12.81 20.1,16L22.47,15.22C21.08,11.03 17.15,8 12.5,8Z`,Ve=`M9,16V10H5L12,3L19,10H15V16H9M5,20V18H19V20H5Z`,He=`M17,10.5V7A1,1 0 0,0 16,6H4A1,1 0 0,0 3,7V17A1,1 0 0,0 4,18H16A1,1 0 0,0 17,17V13.5L21,17.5V6.5L17,10.5Z`,Ue=`M3.27,2L2,3.27L4.73,6H4A1,1 0 0,0 3,7V17A1,1 0 0,0 4,18H16C16.2,18 16.39,17.92 16.54,17.82L19.73,21L21,19.73M21,6.5L17,10.5V7A1,1 0 0,0 16,6H9.82L21,17.18V6.5Z`;export{je as $,ce as A,ve as B,Q as C,p as Ct,ae as D,ie as E,pe as F,Ce as G,be as H,me as I,Ee as J,we as K,he as L,ue as M,de as N,oe as O,fe as P,Ae as Q,ge as R,Z as S,f as St,re as T,xe as U,ye as V,Se as W,Oe as X,De as Y,ke as Z,K as _,T as _t,P as a,Ie as at,Y as b,y as bt,L as c,ze as ct,B as d,He as dt,Me as et,V as f,Ue as ft,G as g,E as gt,W as h,D as ht,N as i,Fe as it,le as j,se as k,R as l,Be as lt,U as m,O as mt,j as n,Pe as nt,F as o,Le as ot,H as p,k as pt,Te as q,M as r,$ as rt,I as s,Re as st,A as t,Ne as tt,z as u,Ve as ut,q as v,C as vt,ne as w,o as wt,X as x,b as xt,J as y,w as yt,_e as z};