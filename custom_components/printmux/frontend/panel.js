import{a as e,c as t,d as n,f as r,i,l as a,m as o,o as s,s as c}from"./chunks/lit.js";import{I as l,P as u,Z as d,_t as f,bt as p,gt as m,ht as h,mt as g,pt as _,xt as v}from"./chunks/mdi.js";var y=[{path:`inbox`,icon:l,label:()=>h(`view.inbox`),tag:`printmux-inbox-view`,load:()=>import(`./chunks/inbox-view.js`)},{path:`printers`,icon:d,label:()=>h(`view.printers`),tag:`printmux-printers-view`,load:()=>import(`./chunks/printers-view.js`)},{path:`setup`,icon:u,label:()=>h(`view.setup`),tag:`printmux-setup-view`,load:()=>import(`./chunks/setup-view.js`)}];function b(e){let[,t]=e.path.split(`/`);return y.find(e=>e.path===t)??y[0]}function x(e){return e.path.split(`/`).slice(2).join(`/`)}var S=class extends p{constructor(...e){super(...e),this.narrow=!1,this.route={prefix:`/printmux`,path:``},this.loaded=new Set,this.failed=null,this.spoke=!1,this.shown=null}static{this.styles=[g,_,o`
      :host {
        display: flex;
        flex-direction: column;
        height: 100%;
        background: var(--primary-background-color, #fafafa);
        /* Of the screen, whichever way the user reads. */
        padding-left: var(
          --safe-area-content-inset-left,
          var(--safe-area-inset-left, 0)
        );
        padding-right: var(
          --safe-area-content-inset-right,
          var(--safe-area-inset-right, 0)
        );
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
        font-size: var(--pm-font-xl);
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
    `]}willUpdate(e){let t=b(this.route);e.has(`route`)&&this.route.path.split(`/`)[1]!==t.path&&f(`${this.route.prefix}/${t.path}`,!0),t!==this.shown&&(this.shown=t,this.load(t)),this.spoke||=this.speech.ready}updated(e){let t=e.get(`route`);t&&b(t)!==b(this.route)&&(this.main?.focus({preventScroll:!0}),this.main?.scrollTo(0,0))}async load(e){this.failed=null;try{await e.load(),this.loaded=new Set(this.loaded).add(e)}catch{this.failed=e}}render(){if(!this.hass||!this.spoke)return n;let e=b(this.route);return r`
      <header dir=${this.speech.direction}>
        <ha-menu-button .hass=${this.hass} .narrow=${this.narrow}></ha-menu-button>
        <h1>PrintMux</h1>
        <nav aria-label="PrintMux">${y.map(e=>this.renderTab(e))}</nav>
      </header>
      <main dir=${this.speech.direction} tabindex="-1" aria-label=${e.label()}>
        ${this.renderView(e)}
      </main>
    `}renderTab(e){let t=`${this.route.prefix}/${e.path}`;return r`<a
      href=${t}
      aria-current=${e===b(this.route)?`page`:n}
      @click=${m}
      ><printmux-icon .path=${e.icon}></printmux-icon>${e.label()}</a
    >`}renderView(t){if(this.failed===t)return r`<div class="failed" role="alert">
        ${h(`panel.outdated`)}
        <button class="button primary" @click=${()=>location.reload()}>
          ${h(`panel.reload`)}
        </button>
      </div>`;if(!this.loaded.has(t))return n;let i=e(t.tag);return s`<${i} .hass=${this.hass} .narrow=${this.narrow}
      .rest=${x(this.route)}></${i}>`}};i([a({type:Boolean,reflect:!0})],S.prototype,`narrow`,void 0),i([a({attribute:!1})],S.prototype,`route`,void 0),i([t()],S.prototype,`loaded`,void 0),i([t()],S.prototype,`failed`,void 0),i([c(`main`)],S.prototype,`main`,void 0),S=i([v(`printmux-panel`)],S);