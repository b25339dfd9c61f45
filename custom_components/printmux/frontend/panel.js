import{a as e,c as t,d as n,i as r,l as i,n as a,o,r as s,s as c,t as l,u}from"./chunks/lit.js";import{a as d,i as f,n as p,r as m,t as h}from"./chunks/styles.js";var g=class extends c{constructor(...e){super(...e),this.path=``}static{this.styles=n`
    :host {
      display: inline-grid;
      flex: none;
    }
    svg {
      width: var(--pm-icon-size, 20px);
      height: var(--pm-icon-size, 20px);
      fill: currentcolor;
    }
  `}render(){return u`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${this.path}></path></svg>`}};l([o()],g.prototype,`path`,void 0),g=l([f(`printmux-icon`)],g);function _(e,t,n){e.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}function v(e,t=!1){history[t?`replaceState`:`pushState`](null,``,e),_(window,`location-changed`,{replace:t})}function y(e){let t=e.currentTarget;e.button||e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),v(t.pathname+t.search))}var b=d({"ago.now":`just now`,back:`Back`,cancel:`Cancel`,close:`Close`,"job.awaiting_selection":`Waiting for a printer`,"job.cancelled":`Cancelled`,"job.completed":`Completed`,"job.dispatching":`On its way`,"job.failed":`Failed`,"job.uploaded":`Reading the file`,more:`More`,"panel.outdated":`PrintMux was updated. Reload the page to go on.`,"panel.reload":`Reload`,"printer.cancelled":`Cancelled`,"printer.error":`Error`,"printer.finished":`Finished`,"printer.idle":`Idle`,"printer.offline":`Offline`,"printer.paused":`Paused`,"printer.printing":`Printing`,"printer.starting":`Starting`,retry:`Try again`,"state.error.not_loaded":`PrintMux is not running. Look at Settings → Devices & services.`,"state.error.unauthorized":`You may not see PrintMux here. Ask an administrator.`,"state.error.unknown":`PrintMux can't be reached: {error}`,"state.stale":`The connection to Home Assistant is lost. What you see may be old.`,"target.cancelled":`Cancelled`,"target.completed":`Completed`,"target.failed":`Failed`,"target.needs_attention":`Did it print?`,"target.pending":`Waiting`,"target.printing":`Printing`,"target.starting":`Starting`,"target.uploaded":`On the printer`,"target.uploading":`Uploading`,"verdict.fits":`Fits`,"verdict.refused":`Does not fit`,"verdict.warns":`Check first`,"view.inbox":`Inbox`,"view.printers":`Printers`,"view.setup":`Set-up`,"wait.bed":`Waits until the bed is cleared`,"wait.busy":`Waits until the printer is free`,"wait.entity":`Waits for an entity`,"wait.filament":`Waits for filament`,"wait.hold":`Held back`,"wait.offline":`Waits until the printer is online`,"wait.power":`Waits until it may heat up`,"wait.printer":`Waits for a printer that fits`,"wait.time":`Waits for its time`},Object.assign({})),x=[{path:`inbox`,icon:`M16,10H14V7H10V10H8L12,14M19,15H15A3,3 0 0,1 12,18A3,3 0 0,1 9,15H5V5H19M19,3H5C3.89,3 3,3.9 3,5V19A2,2 0 0,0 5,21H19A2,2 0 0,0 21,19V5A2,2 0 0,0 19,3Z`,label:()=>b(`view.inbox`),tag:`printmux-inbox-view`,load:()=>import(`./chunks/inbox-view.js`)},{path:`printers`,icon:`M19,6A1,1 0 0,0 20,5A1,1 0 0,0 19,4A1,1 0 0,0 18,5A1,1 0 0,0 19,6M19,2A3,3 0 0,1 22,5V11H18V7H6V11H2V5A3,3 0 0,1 5,2H19M18,18.25C18,18.63 17.79,18.96 17.47,19.13L12.57,21.82C12.4,21.94 12.21,22 12,22C11.79,22 11.59,21.94 11.43,21.82L6.53,19.13C6.21,18.96 6,18.63 6,18.25V13C6,12.62 6.21,12.29 6.53,12.12L11.43,9.68C11.59,9.56 11.79,9.5 12,9.5C12.21,9.5 12.4,9.56 12.57,9.68L17.47,12.12C17.79,12.29 18,12.62 18,13V18.25M12,11.65L9.04,13L12,14.6L14.96,13L12,11.65M8,17.66L11,19.29V16.33L8,14.71V17.66M16,17.66V14.71L13,16.33V19.29L16,17.66Z`,label:()=>b(`view.printers`),tag:`printmux-printers-view`,load:()=>import(`./chunks/printers-view.js`)},{path:`setup`,icon:`M11,18H13V16H11V18M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,6A4,4 0 0,0 8,10H10A2,2 0 0,1 12,8A2,2 0 0,1 14,10C14,12 11,11.75 11,15H13C13,12.75 16,12.5 16,10A4,4 0 0,0 12,6Z`,label:()=>b(`view.setup`),tag:`printmux-setup-view`,load:()=>import(`./chunks/setup-view.js`)}];function S(e){let[,t]=e.path.split(`/`);return x.find(e=>e.path===t)??x[0]}function C(e){return e.path.split(`/`).slice(2).join(`/`)}var w=class extends m{constructor(...e){super(...e),this.narrow=!1,this.route={prefix:`/printmux`,path:``},this.loaded=new Set,this.failed=null,this.spoke=!1,this.shown=null}static{this.styles=[p,h,n`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        background: var(--primary-background-color, #fafafa);
        padding-inline: var(--safe-area-inset-left, 0) var(--safe-area-inset-right, 0);
      }
      header {
        display: flex;
        align-items: center;
        gap: 4px;
        flex: none;
        min-height: calc(var(--header-height, 56px) + var(--safe-area-inset-top, 0px));
        padding: var(--safe-area-inset-top, 0) 8px 0;
        background: var(--app-header-background-color, var(--pm-accent-fill));
        color: var(--app-header-text-color, #fff);
        border-block-end: var(--app-header-border-bottom, none);
      }
      ha-menu-button {
        flex: none;
      }
      h1 {
        margin: 0 8px;
        font-size: 1.25rem;
        font-weight: 400;
      }
      nav {
        display: flex;
        flex: 1;
        align-self: stretch;
        justify-content: safe center;
        min-width: 0;
        overflow-x: auto;
        scrollbar-width: none;
      }
      nav a {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 2px 16px 0;
        min-width: 48px;
        justify-content: center;
        border-block-end: 2px solid transparent;
        color: inherit;
        text-decoration: none;
        white-space: nowrap;
      }
      nav a:hover {
        background: color-mix(in srgb, currentcolor 10%, transparent);
      }
      nav a[aria-current] {
        border-block-end-color: currentcolor;
        font-weight: 500;
      }
      nav a:focus-visible {
        outline-color: currentcolor;
        outline-offset: -4px;
      }
      main {
        flex: 1;
        min-height: 0;
        overflow: auto;
        outline: none;
        padding-block-end: var(--safe-area-inset-bottom, 0);
      }
      .failed {
        display: grid;
        gap: 16px;
        justify-items: center;
        padding: 48px 16px;
        text-align: center;
      }
      :host([narrow]) h1 {
        display: none;
      }
      :host([narrow]) nav a {
        flex: 1 0 auto;
        padding-inline: 8px;
      }
      @media (max-width: 420px) {
        nav a printmux-icon {
          display: none;
        }
      }
    `]}willUpdate(e){let t=S(this.route);e.has(`route`)&&this.route.path.split(`/`)[1]!==t.path&&v(`${this.route.prefix}/${t.path}`,!0),t!==this.shown&&(this.shown=t,this.load(t)),this.spoke||=this.speech.ready}updated(e){let t=e.get(`route`);t&&S(t)!==S(this.route)&&(this.main?.focus({preventScroll:!0}),this.main?.scrollTo(0,0))}async load(e){this.failed=null;try{await e.load(),this.loaded=new Set(this.loaded).add(e)}catch{this.failed=e}}render(){if(!this.hass||!this.spoke)return t;let e=S(this.route);return i`
      <header dir=${this.speech.direction}>
        <ha-menu-button .hass=${this.hass} .narrow=${this.narrow}></ha-menu-button>
        <h1>PrintMux</h1>
        <nav aria-label="PrintMux">${x.map(e=>this.renderTab(e))}</nav>
      </header>
      <main dir=${this.speech.direction} tabindex="-1" aria-label=${e.label()}>
        ${this.renderView(e)}
      </main>
    `}renderTab(e){let n=`${this.route.prefix}/${e.path}`;return i`<a
      href=${n}
      aria-current=${e===S(this.route)?`page`:t}
      @click=${y}
      ><printmux-icon .path=${e.icon}></printmux-icon>${e.label()}</a
    >`}renderView(e){if(this.failed===e)return i`<div class="failed" role="alert">
        ${b(`panel.outdated`)}
        <button class="button primary" @click=${()=>location.reload()}>
          ${b(`panel.reload`)}
        </button>
      </div>`;if(!this.loaded.has(e))return t;let n=a(e.tag);return s`<${n} .hass=${this.hass} .narrow=${this.narrow}
      .rest=${C(this.route)}></${n}>`}};l([o({type:Boolean,reflect:!0})],w.prototype,`narrow`,void 0),l([o({attribute:!1})],w.prototype,`route`,void 0),l([e()],w.prototype,`loaded`,void 0),l([e()],w.prototype,`failed`,void 0),l([r(`main`)],w.prototype,`main`,void 0),w=l([f(`printmux-panel`)],w);