import{d as e,o as t,s as n,t as r}from"./lit.js";function i(e,t){return!e||!t?e!==t:e.connection!==t.connection||e.connected!==t.connected||e.language!==t.language||e.locale!==t.locale||e.user!==t.user||e.config.time_zone!==t.config.time_zone}var a=new Set([`ar`,`fa`,`he`,`ur`,`ps`,`yi`]),o=new Set,s=new Set,c=`en`,l=class{constructor(e,t){this.texts=null,this.loaded=`en`,this.english=e,this.loaders=new Map(Object.entries(t).map(([e,t])=>[e.split(`/`).at(-2)??``,t])),o.add(this),this.load()}get ready(){return this.loaded===c}async load(){let e=c,t=this.loaders.get(p(e,[...this.loaders.keys()])??``),n=null;try{n=t?(await t()).default:null}catch{}if(e===c){this.texts=n,this.loaded=e;for(let e of s)e.requestUpdate()}}find(e){return this.texts?.[e]??this.english[e]}has(e){return this.texts?.[e]!==void 0}};function u(e,t){let n=new l(e,t);return(e,t={})=>f(d(n,String(e),t),t)}function d(e,t,n){if(typeof n.count==`number`)for(let r of[c,`en`]){let i=`${t}_${new Intl.PluralRules(r).select(n.count)}`;if(e.has(i)||r===`en`)return e.find(i)??e.find(`${t}_other`)??e.find(t)??t}return e.find(t)??t}function f(e,t){return e.replace(/\{(\w+)\}/g,(e,n)=>String(t[n]??e))}function p(e,t){let[n=``]=e.split(`-`);return t.find(t=>t.toLowerCase()===e.toLowerCase())??t.find(e=>e===n)??t.find(e=>e.split(`-`)[0]===n)}function m(e){return a.has(e.split(`-`)[0]??``)}function h(e){if(e&&e!==c){c=e;for(let e of o)e.load()}}var g=class{constructor(e,t){this.host=e,this.hass=t,e.addController(this)}hostConnected(){s.add(this.host)}hostDisconnected(){s.delete(this.host)}hostUpdate(){let e=this.hass();h(e?.locale.language??e?.language??``)}get ready(){return[...o].every(e=>e.ready)}get direction(){return m(c)?`rtl`:`ltr`}},_=class extends n{constructor(...e){super(...e),this.speech=new g(this,()=>this.hass)}};r([t({attribute:!1,hasChanged:i})],_.prototype,`hass`,void 0);function v(e){return t=>{customElements.get(e)||customElements.define(e,t)}}var y=e`
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
    --pm-bad: var(--error-color, #db4437);
    --pm-bad-fill: oklch(from var(--pm-bad) min(l, 0.54) c h);
    --pm-bad-text: color-mix(in srgb, var(--pm-bad) 60%, var(--pm-text));
    --pm-radius: var(--ha-card-border-radius, 12px);
    --pm-radius-small: 8px;
    --pm-space: 16px;
    --pm-fast: 150ms;
    box-sizing: border-box;
    color: var(--pm-text);
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
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
`,b=e`
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
    padding: 0 16px;
    border-radius: var(--pm-radius-small);
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
    padding: 0 10px;
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
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .dim {
    color: var(--pm-dim);
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
  .reader {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;export{u as a,v as i,y as n,_ as r,b as t};