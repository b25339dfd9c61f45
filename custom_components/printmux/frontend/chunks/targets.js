import{c as e,d as t,l as n,n as r,o as i,p as a,r as o,s,t as c,u as l}from"./lit.js";import{B as ee,E as te,H as ne,I as re,J as ie,K as ae,L as oe,Y as u,_t as d,at as se,d as ce,dt as f,f as p,g as m,gt as h,h as le,it as g,j as ue,k as de,lt as _,m as v,mt as y,n as fe,nt as pe,p as me,q as he,t as ge,u as _e,ut as b,y as ve}from"./mdi.js";import{A as ye,B as be,C as xe,D as Se,E as x,F as Ce,H as S,I as C,K as w,L as T,M as we,N as Te,O as Ee,P as De,R as Oe,T as ke,V as Ae,W as je,_ as Me,a as Ne,f as Pe,g as E,h as Fe,i as Ie,j as Le,k as D,l as Re,m as O,n as ze,o as Be,p as k,r as Ve,s as He,u as A,w as j,x as Ue,y as We}from"./thumb.js";var Ge=a`
  :host {
    display: grid;
    gap: 16px;
    min-width: 0;
    container-type: inline-size;
  }
  [role="group"] {
    display: grid;
    gap: 12px;
    justify-items: start;
    min-width: 0;
  }
  .note {
    margin: 0;
    padding: 12px 16px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  .quick {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-width: 0;
  }
  .pill {
    min-height: 36px;
    max-width: 100%;
    padding: 0 14px;
    border: 1px solid var(--pm-line);
    border-radius: 18px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    transition: background var(--pm-fast);
  }
  .pill:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .pill[aria-pressed="true"] {
    border-color: var(--pm-accent);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
  }
  .search {
    position: relative;
    display: block;
    width: 100%;
  }
  .search printmux-icon {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-start: 12px;
    color: var(--pm-dim);
  }
  .search input {
    width: 100%;
    padding-inline-start: 40px;
  }
  .printers {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr));
    gap: 10px;
    width: 100%;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .quiet {
    border-color: transparent;
  }
  .turn {
    transition: rotate var(--pm-fast);
  }
  [aria-expanded="true"] .turn {
    rotate: 180deg;
  }
  .send {
    display: grid;
    gap: 8px;
  }
  .send p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .hint {
    min-height: 1.4em;
  }
  .buttons {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 10px;
  }
  .buttons .button {
    min-height: 48px;
    min-width: 0;
    font-size: 1rem;
  }
  .cut {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  @container (max-width: 400px) {
    .buttons {
      grid-template-columns: 1fr;
    }
    .buttons .primary {
      order: -1;
    }
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
  :host([layout="compact"]) .printers {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
    gap: 6px;
  }
`;function M(e){let[,t]=/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(e)??[];return t?`#${t}`:null}function N(e,t,n=!1){return[Ke(t),qe(e,t),Je(e,t),...n?[]:Ye(e,t),...n?[]:Xe(t),!n&&P(`size`,`M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M18,20H6V4H13V9H18V20Z`,Pe(e.locale,t.size)),{...P(`age`,m,He(e,t.created_at)),title:Re(e,t.created_at)},t.file_gone&&{...P(`file_gone`,`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,f(`fact.file_gone`)),tone:`warn`},t.problem&&{...P(`problem`,`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,n?f(`fact.incomplete`):t.problem),tone:`warn`,title:t.problem}].filter(e=>typeof e==`object`&&!!e)}function P(e,t,n){return{key:e,icon:t,text:n,label:f(`fact.label.${e}`)}}function Ke(e){if(!e.start_requested)return null;let t=f(`fact.wants_print`);return{...P(`wants_print`,ae,t),tone:`accent`}}function qe(e,t){return t.estimated_time_s?P(`print_time`,pe,k(e.locale,t.estimated_time_s)):null}function Je(e,t){let n=t.filament_weight_g?We(e.locale,t.filament_weight_g):t.filament_length_mm&&O(e.locale,t.filament_length_mm),r=[...new Set(t.filament_type)].join(`, `),i=t.filament_color.flatMap(e=>M(e)??[]),a=[r,n].filter(Boolean).join(` · `);if(!a&&!i.length)return null;let o=t.filament_length_mm&&O(e.locale,t.filament_length_mm);return{...P(`filament`,i.length?``:u,a),colors:[...new Set(i)],...o?{title:o}:{}}}function Ye(e,t){let n=[...new Set(t.nozzle_diameter)],r=t=>Fe(e.locale,t,`millimeter`,2);return[t.printer_model?P(`model`,ie,t.printer_model):null,n.length?P(`nozzle`,u,n.map(r).join(`, `)):null,t.layer_height?P(`layer_height`,oe,r(t.layer_height)):null]}function Xe(e){let t=[e.slicer??e.source,e.slicer?e.slicer_version:null];return[P(`slicer`,te,t.filter(Boolean).join(` `)),e.key_name?P(`origin`,re,e.key_name):null,e.folder?P(`folder`,de,e.folder):null]}var Ze=a`
  :host {
    display: grid;
    min-width: 0;
  }
  .tile {
    position: relative;
    display: flex;
    flex-direction: column;
    min-width: 0;
    overflow: hidden;
    border: 1px solid var(--pm-line);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    transition:
      background var(--pm-fast),
      box-shadow var(--pm-fast);
  }
  .tile.pressed {
    border-color: var(--pm-accent);
    box-shadow: inset 0 0 0 1px var(--pm-accent);
    background: color-mix(in srgb, var(--pm-accent) 9%, var(--pm-surface));
  }
  .toggle {
    display: flex;
    flex: 1;
    gap: 12px;
    align-items: flex-start;
    width: 100%;
    min-height: 56px;
    padding: 12px;
    padding-block-end: 8px;
    border-radius: inherit;
    -webkit-tap-highlight-color: transparent;
  }
  .toggle:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .toggle:focus-visible {
    outline-offset: -3px;
  }
  .mark {
    --pm-icon-size: 24px;
    color: var(--pm-dim);
  }
  .pressed .mark {
    color: var(--pm-accent-text);
  }
  .words {
    display: grid;
    gap: 3px;
    flex: 1;
    min-width: 0;
  }
  .name {
    font-size: 1rem;
    font-weight: 500;
    line-height: 24px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 20px;
    color: var(--pm-dim);
    font-variant-numeric: tabular-nums;
  }
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state,
  .dot {
    flex: none;
    width: 12px;
    height: 12px;
    border-radius: 50%;
  }
  .state {
    width: 8px;
    height: 8px;
    margin: 0 2px;
    background: var(--pm-dim);
  }
  .state.good {
    background: var(--pm-good);
  }
  .state.warn {
    background: var(--pm-warn);
  }
  .state.bad {
    background: var(--pm-bad);
  }
  .state.accent {
    background: var(--pm-accent);
  }
  .dot {
    border: 1px solid var(--pm-dim);
  }
  .tags {
    display: flex;
    gap: 4px;
    min-width: 0;
    overflow: hidden;
  }
  .tag {
    padding: 0 6px;
    border: 1px solid var(--pm-line);
    border-radius: 6px;
    font-size: 0.75rem;
    line-height: 18px;
    color: var(--pm-dim);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .below {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 10px;
    min-height: 40px;
    padding: 0 12px 8px;
    padding-inline-start: 40px;
  }
  .wait {
    color: var(--pm-dim);
    font-size: 0.8125rem;
  }
  .verdict {
    --pm-icon-size: 18px;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 32px;
    padding: 0 8px;
    border-radius: 16px;
    font-size: 0.8125rem;
    font-weight: 500;
  }
  span.verdict {
    padding-inline-end: 0;
  }
  .verdict.good {
    color: var(--pm-good-text);
  }
  .verdict.warn {
    color: var(--pm-warn-text);
  }
  .verdict.bad {
    color: var(--pm-bad-text);
  }
  button.verdict.warn {
    background: color-mix(in srgb, var(--pm-warn) 14%, transparent);
  }
  button.verdict.bad {
    background: color-mix(in srgb, var(--pm-bad) 10%, transparent);
  }
  .more {
    --pm-icon-size: 16px;
    transition: rotate var(--pm-fast);
  }
  [aria-expanded="true"] .more {
    rotate: 180deg;
  }
  ul {
    margin: 0;
    padding: 0 12px 12px;
    padding-inline-start: 64px;
    font-size: 0.875rem;
    line-height: 1.45;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0;
    padding: 0 12px 12px;
    padding-inline-start: 48px;
  }
  .refused:not(.pressed) .name {
    color: var(--pm-dim);
    font-weight: 400;
  }
  .progress {
    position: absolute;
    inset-block-end: 0;
    inset-inline-start: 0;
    block-size: 3px;
    background: var(--pm-accent);
    transition: inline-size 1s linear;
  }
  :host([compact]) .toggle {
    align-items: center;
    gap: 8px;
    min-height: 44px;
    padding: 4px 12px 4px 8px;
  }
  :host([compact]) .words {
    gap: 0;
  }
  :host([compact]) .name {
    font-size: 0.9375rem;
    line-height: 20px;
  }
  :host([compact]) .line {
    min-height: 16px;
    font-size: 0.75rem;
  }
`,Qe={fits:{icon:ce,tone:`good`},warns:{icon:ge,tone:`warn`},does_not_fit:{icon:ve,tone:`bad`}},F=class extends h{constructor(...e){super(...e),this.pressed=!1,this.disabled=!1,this.compact=!1,this.open=!1,this.clearing=!1,this.error=``}static{this.styles=[b,_,Ze]}willUpdate(e){e.has(`pressed`)&&this.pressed&&D(this.verdict)&&(this.open=!0)}render(){let{hass:e,printer:n}=this;if(!e||!n)return l;let r=D(this.verdict);return t`<div
      class="tile ${this.pressed?`pressed`:``} ${r?`refused`:``}"
    >
      <button
        class="toggle"
        aria-pressed=${this.pressed?`true`:`false`}
        ?disabled=${this.disabled}
        title=${n.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`choose`))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed?p:le}
        ></printmux-icon>
        <span class="words">
          <span class="name">${n.name}</span>
          <span class="line">
            <span class="state ${ze[n.state]}"></span>
            <span class="cut">${Ne(e,n)}</span>
          </span>
          ${this.compact?l:this.renderMore(n)}
        </span>
      </button>
      ${this.compact?l:this.renderBelow(n)}
      ${Ve(n)?t`<i
              class="progress"
              style=${c({inlineSize:`${(n.progress??0)*100}%`})}
            ></i>`:l}
    </div>`}renderMore(e){let n=Ie(e),r=e.loaded.flatMap(({color:e})=>M(e)??[]);return t`<span class="line">
        ${r.map(e=>t`<span
              class="dot"
              style=${c({backgroundColor:e})}
            ></span>`)}
        <span class="cut">
          <span class="reader">${f(`printer.loaded`)}</span>
          ${n||f(`printer.nothing_loaded`)}${e.queue_length?` · ${f(`printer.queue`,{count:e.queue_length})}`:l}
        </span>
      </span>
      ${e.tags.length?t`<span class="tags">
              ${e.tags.map(e=>t`<span class="tag">${e}</span>`)}
            </span>`:l}`}renderBelow(e){let n=Be(e);return t`<div class="below">
        ${this.renderVerdict()}
        ${n?t`<span class="wait">${n}</span>`:l}
        ${e.bed_waits&&!this.disabled?t`<button
                class="button small"
                aria-label=${f(`bed.cleared_of`,{printer:e.name})}
                ?disabled=${this.clearing}
                @click=${()=>void this.clearBed(e)}
              >
                ${f(`bed.cleared`)}
              </button>`:l}
      </div>
      ${this.error?t`<p class="error" role="alert">${this.error}</p>`:l}
      ${this.open&&this.verdict?.reasons.length?t`<ul id="reasons">
              ${this.verdict.reasons.map(e=>t`<li>${e}</li>`)}
            </ul>`:l}`}renderVerdict(){let{verdict:e}=this;if(!e)return t`<span class="verdict none"></span>`;let{icon:n,tone:r}=Qe[e.fit],i=t`<printmux-icon .path=${n}></printmux-icon
      >${f(`verdict.${e.fit}`)}`;return e.reasons.length?t`<button
      class="verdict ${r}"
      aria-expanded=${this.open?`true`:`false`}
      aria-controls="reasons"
      @click=${()=>this.open=!this.open}
    >
      ${i}<printmux-icon class="more" .path=${v}></printmux-icon>
    </button>`:t`<span class="verdict ${r}">${i}</span>`}async clearBed(e){if(this.hass&&!this.clearing){this.clearing=!0,this.error=``;try{await T(this.hass,[e.id])}catch(e){this.error=S(e)}finally{this.clearing=!1}}}};o([e({attribute:!1})],F.prototype,`printer`,void 0),o([e({attribute:!1})],F.prototype,`verdict`,void 0),o([e({type:Boolean})],F.prototype,`pressed`,void 0),o([e({type:Boolean})],F.prototype,`disabled`,void 0),o([e({type:Boolean,reflect:!0})],F.prototype,`compact`,void 0),o([s()],F.prototype,`open`,void 0),o([s()],F.prototype,`clearing`,void 0),o([s()],F.prototype,`error`,void 0),F=o([d(`printmux-printer-toggle`)],F);var $e=[`pending`,`uploading`];function I(e,t){let n=new Map(e.targets.map(e=>[e.id,e.state]));return t.targets.filter(({id:e,state:t})=>$e.includes(n.get(e)??t)).map(({id:e})=>e)}var L=class extends h{constructor(...e){super(...e),this.busy=!1,this.error=``}static{this.styles=[b,_,a`
      :host {
        display: block;
        outline: none;
      }
      .box {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 8px 12px;
        align-items: start;
        padding: 16px;
        border-radius: var(--pm-radius);
        background: color-mix(in srgb, var(--pm-good) 12%, transparent);
      }
      .box > printmux-icon {
        --pm-icon-size: 24px;
        color: var(--pm-good-text);
      }
      p {
        margin: 0;
        line-height: 24px;
        overflow-wrap: anywhere;
      }
      .box > :not(printmux-icon) {
        grid-column: 2;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
    `]}connectedCallback(){super.connectedCallback(),this.tabIndex=-1}firstUpdated(){this.sent&&y(this,this.words(this.sent),{text:f(`undo`),action:()=>void this.undo()})}render(){let{job:e,sent:n}=this;if(!e||!n)return l;let r=n.targets.filter(({state:e})=>e===`failed`);return t`<div class="box" role="status">
        <printmux-icon .path=${me}></printmux-icon>
        <p>${this.words(n)}</p>
        ${r.length?t`<p class="error">
                ${f(`sent.failed`,{printers:this.names(r)})}
              </p>`:l}
        <div class="buttons">
          ${I(e,n).length?t`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${()=>void this.undo()}
                >
                  <printmux-icon .path=${se}></printmux-icon>${f(`undo`)}
                </button>`:l}
          <button class="button" @click=${()=>this.finish(!1)}>
            ${f(`sent.done`)}
          </button>
        </div>
      </div>
      ${this.error?t`<p class="error" role="alert">${this.error}</p>`:l}`}words({start:e,targets:t}){let n=this.names(t.filter(({state:e})=>e!==`failed`));return f(e?`sent.print`:`sent.upload`,{printers:n})}names(e){let t=[...new Set(e.map(({printer_name:e})=>e))];return t.length>3?f(`sent.printers`,{count:t.length}):new Intl.ListFormat(this.hass?.locale.language).format(t)}async undo(){let{hass:e,job:t,sent:n}=this;if(!e||!t||!n||this.busy)return;this.busy=!0,this.error=``;try{let r=I(t,n);r.length?(await C(e,t.id,r),this.finish(!0)):this.error=f(`sent.too_late`)}catch(e){this.error=S(e)}this.busy=!1;let r=document.querySelector(`home-assistant`);this.error&&!this.isConnected&&r&&y(r,this.error)}finish(e){this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};o([e({attribute:!1})],L.prototype,`job`,void 0),o([e({attribute:!1})],L.prototype,`sent`,void 0),o([s()],L.prototype,`busy`,void 0),o([s()],L.prototype,`error`,void 0),L=o([d(`printmux-sent`)],L);var R=class extends n{constructor(...e){super(...e),this.value=1,this.min=1,this.max=99,this.label=``,this.disabled=!1}static{this.styles=[b,_,a`
      :host {
        display: inline-flex;
        align-items: center;
        gap: 12px;
      }
      .box {
        display: inline-flex;
        align-items: center;
        border: 1px solid var(--pm-line);
        border-radius: 20px;
      }
      input {
        width: 3.5ch;
        padding: 0;
        border: none;
        background: none;
        text-align: center;
        font-variant-numeric: tabular-nums;
        appearance: textfield;
      }
      input::-webkit-inner-spin-button {
        appearance: none;
      }
      .icon-button:disabled {
        opacity: 0.4;
      }
    `]}render(){return t`<label for="value">${this.label}</label>
      <span class="box">
        ${this.renderButton(-1,ne,f(`stepper.less`,{what:this.label}))}
        <input
          id="value"
          type="number"
          inputmode="numeric"
          min=${this.min}
          max=${this.max}
          .value=${String(this.value)}
          ?disabled=${this.disabled}
          @change=${e=>{let t=e.target;this.set(t.valueAsNumber),t.value=String(this.value)}}
        />
        ${this.renderButton(1,he,f(`stepper.more`,{what:this.label}))}
      </span>`}renderButton(e,n,r){let i=this.value+e;return t`<button
      class="icon-button"
      aria-label=${r}
      ?disabled=${this.disabled||i<this.min||i>this.max}
      @click=${()=>this.set(i)}
    >
      <printmux-icon .path=${n}></printmux-icon>
    </button>`}set(e){let t=Number.isFinite(e)?Math.round(e):this.value,n=Math.min(this.max,Math.max(this.min,t));n!==this.value&&(this.value=n,this.dispatchEvent(new Event(`change`)))}};o([e({type:Number})],R.prototype,`value`,void 0),o([e({type:Number})],R.prototype,`min`,void 0),o([e({type:Number})],R.prototype,`max`,void 0),o([e()],R.prototype,`label`,void 0),o([e({type:Boolean})],R.prototype,`disabled`,void 0),R=o([d(`printmux-stepper`)],R);var z=new Set(`binary_sensor input_boolean switch schedule person sensor input_number`.split(` `)),et=300,B=class extends h{constructor(...e){super(...e),this.terms=x,this.disabled=!1}static{this.styles=[b,_,a`
      :host {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 220px), 1fr));
        gap: 16px;
        align-items: end;
      }
      .field {
        display: grid;
        gap: 4px;
        min-width: 0;
      }
      .field input {
        width: 100%;
        min-width: 0;
      }
      p {
        grid-column: 1 / -1;
        margin: 0;
        font-size: 0.8125rem;
      }
    `]}render(){if(!this.hass)return l;let{startAt:e,priority:n}=this.terms;return t`<div class="field">
        <label for="start_at">${f(`terms.start_at`)}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${e}
          ?disabled=${this.disabled}
          @change=${e=>this.change({startAt:V(e)})}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${f(`terms.priority`)}
        .value=${n}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${e=>this.change({priority:e.target.value})}
      ></printmux-stepper>
      <p class="dim">${f(`terms.hint`)}</p>`}renderEntity(){let{startWhen:e}=this.terms;return customElements.get(`ha-entity-picker`)?t`<ha-entity-picker
        .hass=${this.hass}
        .label=${f(`terms.start_when`)}
        .value=${e}
        .includeDomains=${[...z]}
        .disabled=${this.disabled}
        @value-changed=${e=>{e.stopPropagation(),this.change({startWhen:e.detail.value??``})}}
      ></ha-entity-picker>`:t`<div class="field">
      <label for="start_when">${f(`terms.start_when`)}</label>
      <input
        id="start_when"
        list="entities"
        placeholder="binary_sensor.…"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        .value=${e}
        ?disabled=${this.disabled}
        @change=${e=>this.change({startWhen:V(e).trim()})}
      />
      <datalist id="entities">
        ${this.entities().map(([e,n])=>t`<option value=${e}>${n}</option>`)}
      </datalist>
    </div>`}entities(){return Object.values(this.hass?.states??{}).filter(({entity_id:e})=>z.has(e.split(`.`)[0]??``)).slice(0,et).map(({entity_id:e,attributes:t})=>[e,typeof t.friendly_name==`string`?t.friendly_name:``])}change(e){this.terms={...this.terms,...e},this.dispatchEvent(new Event(`change`))}};o([e({attribute:!1})],B.prototype,`terms`,void 0),o([e({type:Boolean})],B.prototype,`disabled`,void 0),B=o([d(`printmux-terms`)],B);function V(e){return e.target.value}var H=class extends h{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.layout=`full`,this.limited=!1,this.choice=ke,this.terms=x,this.search=``,this.all=!1,this.more=!1,this.busy=!1,this.error=``,this.sent=null,this.order=[],this.ordered=``,this.touched=!1}static{this.styles=[b,_,Ge]}willUpdate(e){let t=e.get(`job`);e.has(`job`)&&t?.id!==this.job?.id&&this.reset(),this.arrange()}reset(){this.touched=!1,this.ordered=``,this.terms=x,this.search=``,this.more=!1,this.error=``,this.sent=null}arrange(){let e=[...this.printers.keys()].sort().join(` `),t=`${this.job?.id??``} ${this.verdicts?`judged`:``} ${e}`;if(t===this.ordered)return;this.ordered=t;let n=this.verdicts??{};if(this.order=Le(this.printers,n),!this.touched&&this.hass)this.choice=Se(this.order,n,Ue(this.hass));else{let e=[...this.choice.printers].filter(e=>this.order.includes(e));this.choice={...this.choice,printers:new Set(e)}}}render(){let{hass:e,job:n}=this;return!e||!n?l:this.sent?t`<printmux-sent
        .hass=${e}
        .job=${n}
        .sent=${this.sent}
        @done=${e=>this.finish(e.detail.undone)}
      ></printmux-sent>`:n.file_gone?t`<p class="note">${f(`dispatch.file_gone`)}</p>`:this.order.length?t`<div role="group" aria-label=${f(`dispatch.printers`)}>
        ${this.renderQuick()} ${this.renderPrinters()}
      </div>
      ${this.can.dispatch?t`${this.renderTerms()} ${this.renderSend()}`:t`<p class="note">${f(`dispatch.not_allowed`)}</p>`}`:t`<p class="note">${f(`dispatch.no_printers`)}</p>`}renderQuick(){let e=we(this.order,this.printers,this.verdicts??{});return!e.length||!this.can.dispatch?l:t`<div class="quick">
      ${r(e,({key:e})=>e,e=>{let n=Ee(this.choice,e.ids);return t`<button
            class="pill"
            aria-pressed=${n?`true`:`false`}
            ?disabled=${this.busy}
            @click=${()=>this.choose({...this.choice,printers:new Set(n?[]:e.ids)})}
          >
            ${tt(e)}
          </button>`})}
      <button
        class="pill"
        aria-pressed=${this.choice.any?`true`:`false`}
        ?disabled=${this.busy}
        title=${f(`quick.any_hint`)}
        @click=${()=>this.choose({...this.choice,any:!this.choice.any})}
      >
        ${f(`quick.any`)}
      </button>
    </div>`}renderPrinters(){let{search:e,all:n}=this,i=De(this.order,this.printers,this.choice,{search:e,all:n}),a=this.order.length-i.length;return t`${this.order.length>24?t`<label class="search">
              <printmux-icon .path=${ee}></printmux-icon>
              <span class="reader">${f(`dispatch.search`)}</span>
              <input
                type="search"
                placeholder=${f(`dispatch.search`)}
                .value=${e}
                @input=${e=>this.search=e.target.value}
              />
            </label>`:l}
      <div class="printers">
        ${r(i,e=>e,e=>this.renderPrinter(e))}
      </div>
      ${e&&!i.length?t`<p class="note" role="status">${f(`dispatch.nothing_found`)}</p>`:l}
      ${a&&!e?t`<button class="button small" @click=${()=>this.all=!0}>
              ${f(`dispatch.show_all`,{count:this.order.length})}
            </button>`:l}`}renderPrinter(e){return t`<printmux-printer-toggle
      .hass=${this.hass}
      .printer=${this.printers.get(e)}
      .verdict=${this.verdicts?.[e]}
      .pressed=${this.choice.printers.has(e)}
      .disabled=${this.busy||!this.can.dispatch}
      .compact=${this.layout===`compact`}
      @choose=${()=>this.choose(Ce(this.choice,e))}
    ></printmux-printer-toggle>`}renderTerms(){return t`<div class="options">
        <printmux-stepper
          .label=${f(`dispatch.copies`)}
          .value=${this.terms.copies}
          .disabled=${this.busy}
          @change=${e=>{let t=e.target.value;this.terms={...this.terms,copies:t}}}
        ></printmux-stepper>
        <button
          class="button quiet"
          aria-expanded=${this.more?`true`:`false`}
          aria-controls="terms"
          @click=${()=>this.more=!this.more}
        >
          ${f(`more`)}
          <printmux-icon class="turn" .path=${v}></printmux-icon>
        </button>
      </div>
      <printmux-terms
        id="terms"
        ?hidden=${!this.more}
        .hass=${this.hass}
        .terms=${this.terms}
        .disabled=${this.busy}
        @change=${e=>this.terms=e.target.terms}
      ></printmux-terms>`}renderSend(){let{copies:e}=this.terms,{size:n}=this.choice.printers,r=e*(this.choice.any?1:n),i=!n&&!this.choice.any;return t`<div class="send">
      ${this.error?t`<p class="error" role="alert">${this.error}</p>`:l}
      <p class="hint dim" aria-live="polite">
        ${i?f(`dispatch.choose`):e>1?f(`dispatch.prints`,{count:r}):l}
      </p>
      <div class="buttons">
        <button
          class="button"
          ?disabled=${i||this.busy}
          @click=${()=>void this.send(!1)}
        >
          <printmux-icon .path=${g}></printmux-icon>
          ${f(`dispatch.upload`)}
        </button>
        <button
          class="button primary"
          aria-busy=${this.busy?`true`:`false`}
          ?disabled=${i||this.busy}
          @click=${()=>void this.send(!0)}
        >
          <printmux-icon .path=${u}></printmux-icon>
          <span class="cut"
            >${this.busy?f(`dispatch.sending`):this.printLabel()}</span
          >
        </button>
      </div>
    </div>`}printLabel(){let e=[...this.choice.printers];if(this.choice.any)return e.length>1?f(`dispatch.print_any_of`,{count:e.length}):f(`dispatch.print_any`);let[t]=e;return t&&e.length===1?f(`dispatch.print_at`,{printer:this.printers.get(t)?.name??``}):e.length?f(`dispatch.print_on`,{count:e.length}):f(`dispatch.print`)}choose(e){!this.busy&&this.can.dispatch&&(this.touched=!0,this.error=``,this.choice=e)}async send(e){let{hass:t,job:n}=this;if(t&&n&&!this.busy){this.busy=!0,this.error=``;try{let r=e?Te(this.choice,this.printers,this.verdicts??{}):[];if(r.length&&!await this.confirmForce(r))return;let i=this.poolOf(this.choice),a=t.locale.time_zone===`server`,o=ye(i,this.terms,e,r.length>0,a),s=await be(t,n.id,o);if(s.targets.every(({state:e})=>e===`failed`))throw Error(f(`sent.none`));xe(t,this.choice),this.job?.id===n.id&&(this.sent={start:e,targets:s.targets},this.dispatchEvent(new CustomEvent(`sent`,{detail:{job_id:n.id}})),await this.updateComplete,this.sentElement?.focus())}catch(e){this.error=S(e)}finally{this.busy=!1}}}poolOf(e){return e.any&&this.limited&&!e.printers.size?{...e,printers:new Set(this.order)}:e}confirmForce(e){return j(this,{title:f(`force.title`,{job:this.job?.name??``}),text:[...e.map(e=>f(`force.reason`,{printer:e.name,reasons:this.verdicts?.[e.id]?.reasons.join(`. `)??``})),f(`force.text`)],confirm:f(`force.confirm`),danger:!0})}finish(e){this.sent=null,this.touched=!1,this.ordered=``,this.terms=x,this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};o([e({attribute:!1})],H.prototype,`job`,void 0),o([e({attribute:!1})],H.prototype,`verdicts`,void 0),o([e({attribute:!1})],H.prototype,`printers`,void 0),o([e({attribute:!1})],H.prototype,`can`,void 0),o([e({reflect:!0})],H.prototype,`layout`,void 0),o([e({type:Boolean})],H.prototype,`limited`,void 0),o([s()],H.prototype,`choice`,void 0),o([s()],H.prototype,`terms`,void 0),o([s()],H.prototype,`search`,void 0),o([s()],H.prototype,`all`,void 0),o([s()],H.prototype,`more`,void 0),o([s()],H.prototype,`busy`,void 0),o([s()],H.prototype,`error`,void 0),o([s()],H.prototype,`sent`,void 0),o([i(`printmux-sent`)],H.prototype,`sentElement`,void 0),H=o([d(`printmux-dispatch`)],H);function tt({key:e,tag:t,ids:n}){if(t)return f(`quick.tag`,{tag:t,number:n.length});let r={number:n.length};return f(e===`fitting`?`quick.fitting`:`quick.all`,r)}var U=class extends h{static{this.styles=[b,_,a`
      :host {
        display: block;
        min-width: 0;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .chip {
        --pm-icon-size: 16px;
        max-width: 100%;
      }
      .chip printmux-icon {
        color: var(--pm-dim);
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .warn {
        white-space: normal;
        background: color-mix(in srgb, var(--pm-warn) 16%, transparent);
        color: var(--pm-warn-text);
      }
      .accent {
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
      .chip.warn printmux-icon,
      .chip.accent printmux-icon {
        color: inherit;
      }
      .dot {
        flex: none;
        width: 12px;
        height: 12px;
        border-radius: 50%;
        border: 1px solid var(--pm-dim);
      }
    `]}constructor(){super(),this.brief=!1,new w(this)}render(){if(!this.hass||!this.job)return l;let e=N(this.hass,this.job,this.brief);return t`<ul>
      ${r(e,e=>e.key,nt)}
    </ul>`}};o([e({attribute:!1})],U.prototype,`job`,void 0),o([e({type:Boolean})],U.prototype,`brief`,void 0),U=o([d(`printmux-facts`)],U);function nt(e){return t`<li class="chip ${e.tone??``}" title=${e.title??l}>
    ${e.icon?t`<printmux-icon .path=${e.icon}></printmux-icon>`:l}
    ${e.colors?.map(e=>t`<span class="dot" style=${c({backgroundColor:e})}></span>`)}
    <span class="reader">${e.label}</span>
    <span class="text">${e.text}</span>
  </li>`}var rt=2e3;function W(e){switch(e.state){case`completed`:case`failed`:case`cancelled`:return!0;case`uploaded`:return!e.start;case`pending`:case`uploading`:case`starting`:case`printing`:case`needs_attention`:return!1}}function G(e){return e.state===`pending`||e.state===`uploading`}function K(e){let t=e=>Date.parse(e.created_at),n=[...e.targets].sort((e,n)=>t(e)-t(n)||e.copy-n.copy||(e.id<n.id?-1:1)),r=[];for(let e of n){let n=r.at(-1),i=r.every(({ended_at:n})=>n&&Date.parse(n)<=t(e));n&&i&&t(e)-t(n)>rt&&(r=[]),r.push(e)}return r}function q(e,t){return t?.job?.target_id===e.id?t:null}function J(e,t){switch(e.state){case`uploading`:return e.progress;case`printing`:return q(e,t)?.progress??e.progress;case`starting`:return 0;case`completed`:return 1;case`pending`:case`uploaded`:case`failed`:case`cancelled`:case`needs_attention`:return null}}function Y(e,t,n,r=Date.now()){let i=J(t,n);switch(t.state){case`pending`:return it(e,t,r);case`uploading`:case`printing`:{let r=q(t,n)?.state===`paused`;return`${f(r?`printer.paused`:`target.${t.state}`)} · ${Me(e.locale,i??0)}`}case`uploaded`:case`completed`:case`cancelled`:case`failed`:return t.ended_at?`${f(`target.${t.state}`)} · ${A(e,t.ended_at,r)}`:f(`target.${t.state}`);case`starting`:case`needs_attention`:return f(`target.${t.state}`)}}function X(e,t,n,r=Date.now()){let i=t.state===`printing`?q(t,n):null,a=[];if(typeof i?.remaining_s==`number`){let t=k(e.locale,i.remaining_s);if(a.push(f(`printer.left`,{time:t})),i.state===`printing`){let t=new Date(r+i.remaining_s*1e3).toISOString();a.push(f(`target.until`,{time:A(e,t,r)}))}}if(typeof i?.layer==`number`){let t=E(e.locale,i.layer),n=i.layer_count;a.push(n?f(`target.layer_of`,{layer:t,layers:E(e.locale,n)}):f(`target.layer`,{layer:t}))}return a.join(` · `)}function it(e,t,n=Date.now()){let r=[at(e,t,n)];if(t.position&&t.position>1&&r.push(f(`wait.position`,{position:E(e.locale,t.position)})),t.estimated_start&&Date.parse(t.estimated_start)>n){let i=A(e,t.estimated_start,n);r.push(f(`wait.estimated`,{time:i}))}return r.join(` · `)}function at(e,t,n){if(t.held)return f(`wait.hold`);switch(t.waiting_for){case null:return f(`target.pending`);case`time`:return t.start_at?f(`wait.time_at`,{time:A(e,t.start_at,n)}):f(`wait.time`);case`entity`:return t.start_when?f(`wait.entity_named`,{entity:ot(e,t.start_when)}):f(`wait.entity`);case`bed`:case`busy`:case`filament`:case`hold`:case`offline`:case`power`:case`printer`:return f(`wait.${t.waiting_for}`)}}function ot(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}var st=a`
  :host {
    display: grid;
    gap: 6px;
    min-width: 0;
    padding-block: 10px;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    align-items: center;
    min-width: 0;
    min-height: 40px;
  }
  .mark {
    --pm-icon-size: 24px;
    align-self: flex-start;
  }
  .mark.good {
    color: var(--pm-good-text);
  }
  .mark.warn {
    color: var(--pm-warn-text);
  }
  .mark.bad {
    color: var(--pm-bad-text);
  }
  .mark.accent {
    color: var(--pm-accent-text);
  }
  .words {
    flex: 1 1 140px;
    min-width: 0;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }
  .name {
    font-weight: 500;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions,
  .question {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .question,
  p,
  .bar {
    margin: 0;
    margin-inline-start: 36px;
  }
  p {
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }
  .bar {
    height: 6px;
    border-radius: 3px;
    overflow: hidden;
    background: color-mix(in srgb, var(--pm-accent) 20%, transparent);
  }
  .bar i {
    display: block;
    height: 100%;
    border-radius: 3px;
    background: var(--pm-accent);
    transition: inline-size 1s linear;
  }
  .bar .begins {
    min-inline-size: 10%;
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
`,ct={pending:[m,`dim`],uploading:[g,`accent`],uploaded:[p,`good`],starting:[u,`accent`],printing:[u,`accent`],completed:[p,`good`],failed:[fe,`bad`],cancelled:[_e,`dim`],needs_attention:[ue,`warn`]},lt=[`printed`,`print_again`,`not_printed`],Z=class extends h{static{this.styles=[b,_,st]}constructor(){super(),this.can={dispatch:!1,manage:!1},this.busy=!1,this.error=``,new w(this)}render(){let{hass:e,target:n,printer:r}=this;if(!e||!n)return l;let[i,a]=ct[n.state],o=X(e,n,r),s=n.copy>1?` · ${f(`target.copy`,{copy:n.copy})}`:l;return t`<div class="row">
        <printmux-icon class="mark ${a}" .path=${i}></printmux-icon>
        <div class="words">
          <div class="name" title=${n.printer_name}>
            ${n.printer_name}${s}
          </div>
          <div class="status">${Y(e,n,r)}</div>
          ${o?t`<div class="status dim">${o}</div>`:l}
        </div>
        ${this.can.dispatch?this.renderActions(n):l}
      </div>
      ${this.renderBar(n)} ${this.renderMessage(n)}
      ${n.state===`needs_attention`&&this.can.dispatch?this.renderQuestion(n):l}
      ${this.error?t`<p class="error" role="alert">${this.error}</p>`:l}`}renderBar(e){let n=J(e,this.printer);if(n===null||W(e)||!this.hass)return l;let r=X(this.hass,e,this.printer),i=Y(this.hass,e,this.printer);return t`<div
      class="bar"
      role="progressbar"
      aria-label=${f(`target.progress_of`,{printer:e.printer_name})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(n*100)}
      aria-valuetext=${r?`${i} · ${r}`:i}
    >
      <i
        class=${e.state===`starting`?`begins`:``}
        style=${c({inlineSize:`${n*100}%`})}
      ></i>
    </div>`}renderMessage(e){let{error_message:n,why:r}=e,i=e.state===`failed`||e.state===`needs_attention`;return t`${n?t`<p class=${i?`error`:`dim`}>${n}</p>`:l}
    ${r&&!W(e)?t`<p class="dim">${r}</p>`:l}`}renderActions(e){return t`<div class="actions">
      ${e.waiting_for===`bed`&&this.printer?this.button(f(`bed.cleared`),()=>this.clearBed()):l}
      ${e.state===`pending`?this.button(e.held?f(`target.release`):f(`target.hold`),()=>this.hold(!e.held)):l}
      ${e.state===`failed`?this.renderRetry(e):l}
      ${W(e)||e.state===`needs_attention`?l:this.button(G(e)?f(`cancel`):f(`target.stop`),()=>this.cancel(e))}
    </div>`}renderRetry(e){if(!this.job||this.job.file_gone)return l;let n=`verdicts`in this.job?this.job.verdicts:{};return t`${this.button(f(`retry`),()=>this.retry(!1))}
    ${D(n[e.printer??``])?this.button(f(`force.confirm`),()=>this.retry(!0)):l}`}button(e,n){return t`<button
      class="button small"
      aria-label=${`${e}: ${this.target?.printer_name??``}`}
      ?disabled=${this.busy}
      @click=${()=>void this.run(n)}
    >
      ${e}
    </button>`}renderQuestion(e){return t`<div
      class="question"
      role="group"
      aria-label=${f(`target.needs_attention`)}
    >
      ${lt.map(t=>this.button(f(`answer.${t}`),async()=>{this.hass&&this.job&&await Oe(this.hass,this.job,e,t)}))}
    </div>`}async run(e){if(!this.busy){this.busy=!0,this.error=``;try{await e()}catch(e){this.error=S(e)}finally{this.busy=!1}}}async hold(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await Ae(t,n.id,e,[r.id])}async retry(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await je(t,n.id,[r.id],e)}async clearBed(){this.hass&&this.printer&&await T(this.hass,[this.printer.id])}async cancel(e){let{hass:t,job:n}=this;t&&n&&(G(e)||await j(this,{title:f(`stop.title`,{printer:e.printer_name}),text:f(`stop.text`,{job:n.name}),confirm:f(`stop.confirm`),danger:!0}))&&await C(t,n.id,[e.id])}};o([e({attribute:!1})],Z.prototype,`job`,void 0),o([e({attribute:!1})],Z.prototype,`target`,void 0),o([e({attribute:!1})],Z.prototype,`printer`,void 0),o([e({attribute:!1})],Z.prototype,`can`,void 0),o([s()],Z.prototype,`busy`,void 0),o([s()],Z.prototype,`error`,void 0),Z=o([d(`printmux-target`)],Z);var Q=12,$=class extends h{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.all=!1}static{this.styles=[b,_,a`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `]}render(){if(!this.job)return l;let e=K(this.job),n=e.length>Q?[...e].sort((e,t)=>ut(e.state)-ut(t.state)).slice(0,Q):e;return t`${r(this.all?e:n,e=>e.id,e=>t`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${e}
          .printer=${this.printers.get(e.printer??``)}
          .can=${this.can}
        ></printmux-target>`)}
    ${n.length<e.length&&!this.all?t`<button class="button small" @click=${()=>this.all=!0}>
            ${f(`targets.show_all`,{count:e.length})}
          </button>`:l}`}};o([e({attribute:!1})],$.prototype,`job`,void 0),o([e({attribute:!1})],$.prototype,`printers`,void 0),o([e({attribute:!1})],$.prototype,`can`,void 0),o([s()],$.prototype,`all`,void 0),$=o([d(`printmux-targets`)],$);function ut(e){let t=[`needs_attention`,`failed`,`printing`,`starting`,`uploading`],n=t.indexOf(e);return n<0?t.length:n}export{M as n,N as r,K as t};