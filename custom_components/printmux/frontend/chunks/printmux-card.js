import{B as e,D as t,F as n,H as r,J as i,M as a,P as o,S as s,T as ee,V as te,X as ne,Y as re,Z as ie,at as c,ct as l,d as u,et as d,f as ae,g as oe,h as se,j as ce,l as le,m as ue,n as de,nt as f,p as fe,rt as p,st as m,t as pe,tt as h,u as me,v as he,w as ge,z as _e}from"./mdi.js";import{c as g,d as _,l as ve,n as v,o as y,p as b,r as x,s as S,t as C,u as w}from"./lit.js";import{A as ye,C as T,D as be,E,F as xe,I as Se,L as Ce,M as we,N as D,O as Te,P as O,R as Ee,S as De,T as Oe,U as k,V as ke,W as A,_ as Ae,a as je,b as Me,c as j,d as Ne,f as Pe,g as Fe,i as Ie,j as Le,k as Re,l as ze,m as Be,n as Ve,o as He,p as M,r as Ue,s as We,t as Ge,u as N,v as Ke,w as qe,x as P,y as Je,z as F}from"./thumb.js";var Ye=b`
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
`;function Xe(e){let[,t]=/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(e)??[];return t?`#${t}`:null}function Ze(e,t,n=!1){return[Qe(t),$e(e,t),et(e,t),...n?[]:tt(e,t),...n?[]:nt(t),!n&&I(`size`,`M14,2H6A2,2 0 0,0 4,4V20A2,2 0 0,0 6,22H18A2,2 0 0,0 20,20V8L14,2M18,20H6V4H13V9H18V20Z`,ze(e.locale,t.size)),{...I(`age`,se,He(e,t.created_at)),title:We(e,t.created_at)},t.file_gone&&{...I(`file_gone`,`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,f(`fact.file_gone`)),tone:`warn`},t.problem&&{...I(`problem`,`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,n?f(`fact.incomplete`):t.problem),tone:`warn`,title:t.problem}].filter(e=>typeof e==`object`&&!!e)}function I(e,t,n){return{key:e,icon:t,text:n,label:f(`fact.label.${e}`)}}function Qe(e){if(!e.start_requested)return null;let t=f(`fact.wants_print`);return{...I(`wants_print`,_e,t),tone:`accent`}}function $e(e,t){return t.estimated_time_s?I(`print_time`,i,N(e.locale,t.estimated_time_s)):null}function et(e,t){let n=t.filament_weight_g?Fe(e.locale,t.filament_weight_g):t.filament_length_mm&&Ne(e.locale,t.filament_length_mm),i=[...new Set(t.filament_type)].join(`, `),a=t.filament_color.flatMap(e=>Xe(e)??[]),o=[i,n].filter(Boolean).join(` · `);if(!o&&!a.length)return null;let s=t.filament_length_mm&&Ne(e.locale,t.filament_length_mm);return{...I(`filament`,a.length?``:r,o),colors:[...new Set(a)],...s?{title:s}:{}}}function tt(e,t){let n=[...new Set(t.nozzle_diameter)],i=t=>Pe(e.locale,t,`millimeter`,2);return[t.printer_model?I(`model`,te,t.printer_model):null,n.length?I(`nozzle`,r,n.map(i).join(`, `)):null,t.layer_height?I(`layer_height`,a,i(t.layer_height)):null]}function nt(e){let t=[e.slicer??e.source,e.slicer?e.slicer_version:null];return[I(`slicer`,ge,t.filter(Boolean).join(` `)),e.key_name?I(`origin`,ce,e.key_name):null,e.folder?I(`folder`,ee,e.folder):null]}var rt=b`
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
`,it={fits:{icon:me,tone:`good`},warns:{icon:pe,tone:`warn`},does_not_fit:{icon:he,tone:`bad`}},L=class extends m{constructor(...e){super(...e),this.pressed=!1,this.disabled=!1,this.compact=!1,this.open=!1,this.clearing=!1,this.error=``}static{this.styles=[h,d,rt]}willUpdate(e){e.has(`pressed`)&&this.pressed&&E(this.verdict)&&(this.open=!0)}render(){let{hass:e,printer:t}=this;if(!e||!t)return w;let n=E(this.verdict);return _`<div
      class="tile ${this.pressed?`pressed`:``} ${n?`refused`:``}"
    >
      <button
        class="toggle"
        aria-pressed=${this.pressed?`true`:`false`}
        ?disabled=${this.disabled}
        title=${t.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`choose`))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed?u:ue}
        ></printmux-icon>
        <span class="words">
          <span class="name">${t.name}</span>
          <span class="line">
            <span class="state ${Ge[t.state]}"></span>
            <span class="cut">${Ie(e,t)}</span>
          </span>
          ${this.compact?w:this.renderMore(t)}
        </span>
      </button>
      ${this.compact?w:this.renderBelow(t)}
      ${Ve(t)?_`<i
              class="progress"
              style=${C({inlineSize:`${(t.progress??0)*100}%`})}
            ></i>`:w}
    </div>`}renderMore(e){let t=Ue(e),n=e.loaded.flatMap(({color:e})=>Xe(e)??[]);return _`<span class="line">
        ${n.map(e=>_`<span
              class="dot"
              style=${C({backgroundColor:e})}
            ></span>`)}
        <span class="cut">
          <span class="reader">${f(`printer.loaded`)}</span>
          ${t||f(`printer.nothing_loaded`)}${e.queue_length?` · ${f(`printer.queue`,{count:e.queue_length})}`:w}
        </span>
      </span>
      ${e.tags.length?_`<span class="tags">
              ${e.tags.map(e=>_`<span class="tag">${e}</span>`)}
            </span>`:w}`}renderBelow(e){let t=je(e);return _`<div class="below">
        ${this.renderVerdict()}
        ${t?_`<span class="wait">${t}</span>`:w}
        ${e.bed_waits&&!this.disabled?_`<button
                class="button small"
                aria-label=${f(`bed.cleared_of`,{printer:e.name})}
                ?disabled=${this.clearing}
                @click=${()=>void this.clearBed(e)}
              >
                ${f(`bed.cleared`)}
              </button>`:w}
      </div>
      ${this.error?_`<p class="error" role="alert">${this.error}</p>`:w}
      ${this.open&&this.verdict?.reasons.length?_`<ul id="reasons">
              ${this.verdict.reasons.map(e=>_`<li>${e}</li>`)}
            </ul>`:w}`}renderVerdict(){let{verdict:e}=this;if(!e)return _`<span class="verdict none"></span>`;let{icon:t,tone:n}=it[e.fit],r=_`<printmux-icon .path=${t}></printmux-icon
      >${f(`verdict.${e.fit}`)}`;return e.reasons.length?_`<button
      class="verdict ${n}"
      aria-expanded=${this.open?`true`:`false`}
      aria-controls="reasons"
      @click=${()=>this.open=!this.open}
    >
      ${r}<printmux-icon class="more" .path=${fe}></printmux-icon>
    </button>`:_`<span class="verdict ${n}">${r}</span>`}async clearBed(e){if(this.hass&&!this.clearing){this.clearing=!0,this.error=``;try{await O(this.hass,[e.id])}catch(e){this.error=F(e)}finally{this.clearing=!1}}}};x([g({attribute:!1})],L.prototype,`printer`,void 0),x([g({attribute:!1})],L.prototype,`verdict`,void 0),x([g({type:Boolean})],L.prototype,`pressed`,void 0),x([g({type:Boolean})],L.prototype,`disabled`,void 0),x([g({type:Boolean,reflect:!0})],L.prototype,`compact`,void 0),x([S()],L.prototype,`open`,void 0),x([S()],L.prototype,`clearing`,void 0),x([S()],L.prototype,`error`,void 0),L=x([l(`printmux-printer-toggle`)],L);var at=[`pending`,`uploading`];function ot(e,t){let n=new Map(e.targets.map(e=>[e.id,e.state]));return t.targets.filter(({id:e,state:t})=>at.includes(n.get(e)??t)).map(({id:e})=>e)}var R=class extends m{constructor(...e){super(...e),this.busy=!1,this.error=``}static{this.styles=[h,d,b`
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
    `]}connectedCallback(){super.connectedCallback(),this.tabIndex=-1}firstUpdated(){this.sent&&c(this,this.words(this.sent),{text:f(`undo`),action:()=>void this.undo()})}render(){let{job:e,sent:t}=this;if(!e||!t)return w;let n=t.targets.filter(({state:e})=>e===`failed`);return _`<div class="box" role="status">
        <printmux-icon .path=${ae}></printmux-icon>
        <p>${this.words(t)}</p>
        ${n.length?_`<p class="error">
                ${f(`sent.failed`,{printers:this.names(n)})}
              </p>`:w}
        <div class="buttons">
          ${ot(e,t).length?_`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${()=>void this.undo()}
                >
                  <printmux-icon .path=${ie}></printmux-icon>${f(`undo`)}
                </button>`:w}
          <button class="button" @click=${()=>this.finish(!1)}>
            ${f(`sent.done`)}
          </button>
        </div>
      </div>
      ${this.error?_`<p class="error" role="alert">${this.error}</p>`:w}`}words({start:e,targets:t}){let n=this.names(t.filter(({state:e})=>e!==`failed`));return f(e?`sent.print`:`sent.upload`,{printers:n})}names(e){let t=[...new Set(e.map(({printer_name:e})=>e))];return t.length>3?f(`sent.printers`,{count:t.length}):new Intl.ListFormat(this.hass?.locale.language).format(t)}async undo(){let{hass:e,job:t,sent:n}=this;if(!e||!t||!n||this.busy)return;this.busy=!0,this.error=``;try{let r=ot(t,n);r.length?(await D(e,t.id,r),this.finish(!0)):this.error=f(`sent.too_late`)}catch(e){this.error=F(e)}this.busy=!1;let r=document.querySelector(`home-assistant`);this.error&&!this.isConnected&&r&&c(r,this.error)}finish(e){this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};x([g({attribute:!1})],R.prototype,`job`,void 0),x([g({attribute:!1})],R.prototype,`sent`,void 0),x([S()],R.prototype,`busy`,void 0),x([S()],R.prototype,`error`,void 0),R=x([l(`printmux-sent`)],R);var z=class extends ve{constructor(...e){super(...e),this.value=1,this.min=1,this.max=99,this.label=``,this.disabled=!1}static{this.styles=[h,d,b`
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
    `]}render(){return _`<label for="value">${this.label}</label>
      <span class="box">
        ${this.renderButton(-1,n,f(`stepper.less`,{what:this.label}))}
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
        ${this.renderButton(1,e,f(`stepper.more`,{what:this.label}))}
      </span>`}renderButton(e,t,n){let r=this.value+e;return _`<button
      class="icon-button"
      aria-label=${n}
      ?disabled=${this.disabled||r<this.min||r>this.max}
      @click=${()=>this.set(r)}
    >
      <printmux-icon .path=${t}></printmux-icon>
    </button>`}set(e){let t=Number.isFinite(e)?Math.round(e):this.value,n=Math.min(this.max,Math.max(this.min,t));n!==this.value&&(this.value=n,this.dispatchEvent(new Event(`change`)))}};x([g({type:Number})],z.prototype,`value`,void 0),x([g({type:Number})],z.prototype,`min`,void 0),x([g({type:Number})],z.prototype,`max`,void 0),x([g()],z.prototype,`label`,void 0),x([g({type:Boolean})],z.prototype,`disabled`,void 0),z=x([l(`printmux-stepper`)],z);var st=new Set(`binary_sensor input_boolean switch schedule person sensor input_number`.split(` `)),ct=300,B=class extends m{constructor(...e){super(...e),this.terms=T,this.disabled=!1}static{this.styles=[h,d,b`
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
    `]}render(){if(!this.hass)return w;let{startAt:e,priority:t}=this.terms;return _`<div class="field">
        <label for="start_at">${f(`terms.start_at`)}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${e}
          ?disabled=${this.disabled}
          @change=${e=>this.change({startAt:lt(e)})}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${f(`terms.priority`)}
        .value=${t}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${e=>this.change({priority:e.target.value})}
      ></printmux-stepper>
      <p class="dim">${f(`terms.hint`)}</p>`}renderEntity(){let{startWhen:e}=this.terms;return customElements.get(`ha-entity-picker`)?_`<ha-entity-picker
        .hass=${this.hass}
        .label=${f(`terms.start_when`)}
        .value=${e}
        .includeDomains=${[...st]}
        .disabled=${this.disabled}
        @value-changed=${e=>{e.stopPropagation(),this.change({startWhen:e.detail.value??``})}}
      ></ha-entity-picker>`:_`<div class="field">
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
        @change=${e=>this.change({startWhen:lt(e).trim()})}
      />
      <datalist id="entities">
        ${this.entities().map(([e,t])=>_`<option value=${e}>${t}</option>`)}
      </datalist>
    </div>`}entities(){return Object.values(this.hass?.states??{}).filter(({entity_id:e})=>st.has(e.split(`.`)[0]??``)).slice(0,ct).map(({entity_id:e,attributes:t})=>[e,typeof t.friendly_name==`string`?t.friendly_name:``])}change(e){this.terms={...this.terms,...e},this.dispatchEvent(new Event(`change`))}};x([g({attribute:!1})],B.prototype,`terms`,void 0),x([g({type:Boolean})],B.prototype,`disabled`,void 0),B=x([l(`printmux-terms`)],B);function lt(e){return e.target.value}var V=class extends m{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.layout=`full`,this.limited=!1,this.choice=De,this.terms=T,this.search=``,this.all=!1,this.more=!1,this.busy=!1,this.error=``,this.sent=null,this.order=[],this.ordered=``,this.touched=!1}static{this.styles=[h,d,Ye]}willUpdate(e){let t=e.get(`job`);e.has(`job`)&&t?.id!==this.job?.id&&this.reset(),this.arrange()}reset(){this.touched=!1,this.ordered=``,this.terms=T,this.search=``,this.more=!1,this.error=``,this.sent=null}arrange(){let e=[...this.printers.keys()].sort().join(` `),t=`${this.job?.id??``} ${this.verdicts?`judged`:``} ${e}`;if(t===this.ordered)return;this.ordered=t;let n=this.verdicts??{};if(this.order=Te(this.printers,n),!this.touched&&this.hass)this.choice=qe(this.order,n,Ke(this.hass));else{let e=[...this.choice.printers].filter(e=>this.order.includes(e));this.choice={...this.choice,printers:new Set(e)}}}render(){let{hass:e,job:t}=this;return!e||!t?w:this.sent?_`<printmux-sent
        .hass=${e}
        .job=${t}
        .sent=${this.sent}
        @done=${e=>this.finish(e.detail.undone)}
      ></printmux-sent>`:t.file_gone?_`<p class="note">${f(`dispatch.file_gone`)}</p>`:this.order.length?_`<div role="group" aria-label=${f(`dispatch.printers`)}>
        ${this.renderQuick()} ${this.renderPrinters()}
      </div>
      ${this.can.dispatch?_`${this.renderTerms()} ${this.renderSend()}`:_`<p class="note">${f(`dispatch.not_allowed`)}</p>`}`:_`<p class="note">${f(`dispatch.no_printers`)}</p>`}renderQuick(){let e=Re(this.order,this.printers,this.verdicts??{});return!e.length||!this.can.dispatch?w:_`<div class="quick">
      ${v(e,({key:e})=>e,e=>{let t=Oe(this.choice,e.ids);return _`<button
            class="pill"
            aria-pressed=${t?`true`:`false`}
            ?disabled=${this.busy}
            @click=${()=>this.choose({...this.choice,printers:new Set(t?[]:e.ids)})}
          >
            ${ut(e)}
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
    </div>`}renderPrinters(){let{search:e,all:t}=this,n=Le(this.order,this.printers,this.choice,{search:e,all:t}),r=this.order.length-n.length;return _`${this.order.length>24?_`<label class="search">
              <printmux-icon .path=${o}></printmux-icon>
              <span class="reader">${f(`dispatch.search`)}</span>
              <input
                type="search"
                placeholder=${f(`dispatch.search`)}
                .value=${e}
                @input=${e=>this.search=e.target.value}
              />
            </label>`:w}
      <div class="printers">
        ${v(n,e=>e,e=>this.renderPrinter(e))}
      </div>
      ${e&&!n.length?_`<p class="note" role="status">${f(`dispatch.nothing_found`)}</p>`:w}
      ${r&&!e?_`<button class="button small" @click=${()=>this.all=!0}>
              ${f(`dispatch.show_all`,{count:this.order.length})}
            </button>`:w}`}renderPrinter(e){return _`<printmux-printer-toggle
      .hass=${this.hass}
      .printer=${this.printers.get(e)}
      .verdict=${this.verdicts?.[e]}
      .pressed=${this.choice.printers.has(e)}
      .disabled=${this.busy||!this.can.dispatch}
      .compact=${this.layout===`compact`}
      @choose=${()=>this.choose(we(this.choice,e))}
    ></printmux-printer-toggle>`}renderTerms(){return _`<div class="options">
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
          <printmux-icon class="turn" .path=${fe}></printmux-icon>
        </button>
      </div>
      <printmux-terms
        id="terms"
        ?hidden=${!this.more}
        .hass=${this.hass}
        .terms=${this.terms}
        .disabled=${this.busy}
        @change=${e=>this.terms=e.target.terms}
      ></printmux-terms>`}renderSend(){let{copies:e}=this.terms,{size:t}=this.choice.printers,n=e*(this.choice.any?1:t),i=!t&&!this.choice.any;return _`<div class="send">
      ${this.error?_`<p class="error" role="alert">${this.error}</p>`:w}
      <p class="hint dim" aria-live="polite">
        ${i?f(`dispatch.choose`):e>1?f(`dispatch.prints`,{count:n}):w}
      </p>
      <div class="buttons">
        <button
          class="button"
          ?disabled=${i||this.busy}
          @click=${()=>void this.send(!1)}
        >
          <printmux-icon .path=${ne}></printmux-icon>
          ${f(`dispatch.upload`)}
        </button>
        <button
          class="button primary"
          aria-busy=${this.busy?`true`:`false`}
          ?disabled=${i||this.busy}
          @click=${()=>void this.send(!0)}
        >
          <printmux-icon .path=${r}></printmux-icon>
          <span class="cut"
            >${this.busy?f(`dispatch.sending`):this.printLabel()}</span
          >
        </button>
      </div>
    </div>`}printLabel(){let e=[...this.choice.printers];if(this.choice.any)return e.length>1?f(`dispatch.print_any_of`,{count:e.length}):f(`dispatch.print_any`);let[t]=e;return t&&e.length===1?f(`dispatch.print_at`,{printer:this.printers.get(t)?.name??``}):e.length?f(`dispatch.print_on`,{count:e.length}):f(`dispatch.print`)}choose(e){!this.busy&&this.can.dispatch&&(this.touched=!0,this.error=``,this.choice=e)}async send(e){let{hass:t,job:n}=this;if(t&&n&&!this.busy){this.busy=!0,this.error=``;try{let r=e?ye(this.choice,this.printers,this.verdicts??{}):[];if(r.length&&!await this.confirmForce(r))return;let i=this.poolOf(this.choice),a=t.locale.time_zone===`server`,o=be(i,this.terms,e,r.length>0,a),s=await Ce(t,n.id,o);if(s.targets.every(({state:e})=>e===`failed`))throw Error(f(`sent.none`));Me(t,this.choice),this.job?.id===n.id&&(this.sent={start:e,targets:s.targets},this.dispatchEvent(new CustomEvent(`sent`,{detail:{job_id:n.id}})),await this.updateComplete,this.sentElement?.focus())}catch(e){this.error=F(e)}finally{this.busy=!1}}}poolOf(e){return e.any&&this.limited&&!e.printers.size?{...e,printers:new Set(this.order)}:e}confirmForce(e){return P(this,{title:f(`force.title`,{job:this.job?.name??``}),text:[...e.map(e=>f(`force.reason`,{printer:e.name,reasons:this.verdicts?.[e.id]?.reasons.join(`. `)??``})),f(`force.text`)],confirm:f(`force.confirm`),danger:!0})}finish(e){this.sent=null,this.touched=!1,this.ordered=``,this.terms=T,this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};x([g({attribute:!1})],V.prototype,`job`,void 0),x([g({attribute:!1})],V.prototype,`verdicts`,void 0),x([g({attribute:!1})],V.prototype,`printers`,void 0),x([g({attribute:!1})],V.prototype,`can`,void 0),x([g({reflect:!0})],V.prototype,`layout`,void 0),x([g({type:Boolean})],V.prototype,`limited`,void 0),x([S()],V.prototype,`choice`,void 0),x([S()],V.prototype,`terms`,void 0),x([S()],V.prototype,`search`,void 0),x([S()],V.prototype,`all`,void 0),x([S()],V.prototype,`more`,void 0),x([S()],V.prototype,`busy`,void 0),x([S()],V.prototype,`error`,void 0),x([S()],V.prototype,`sent`,void 0),x([y(`printmux-sent`)],V.prototype,`sentElement`,void 0),V=x([l(`printmux-dispatch`)],V);function ut({key:e,tag:t,ids:n}){if(t)return f(`quick.tag`,{tag:t,number:n.length});let r={number:n.length};return f(e===`fitting`?`quick.fitting`:`quick.all`,r)}var dt=b`
  :host {
    display: block;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 20px;
    min-width: 0;
    padding: 16px;
  }
  .card.compact {
    gap: 12px;
    padding: 12px;
  }
  h1 {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .empty {
    --pm-icon-size: 56px;
    display: grid;
    gap: 16px;
    justify-items: center;
    padding: 32px 16px;
    text-align: center;
  }
  .empty > printmux-icon {
    color: var(--pm-dim);
  }
  .empty p {
    margin: 0;
    line-height: 1.5;
  }
  .empty p:first-child {
    font-size: 1.125rem;
  }
  .compact .empty,
  .empty.brief {
    --pm-icon-size: 32px;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    justify-items: start;
    padding: 4px 0;
    text-align: start;
  }
  @media (max-width: 480px) {
    .compact .empty,
    .empty.brief {
      grid-template-columns: auto 1fr;
    }
    .compact .empty .button,
    .brief .button {
      grid-column: 1 / -1;
    }
  }
`;function ft(e){if(typeof e!=`object`||!e)throw Error(`The card's configuration is no mapping`);let{layout:t,printers:n,tags:r,title:i}=e;if(t!==void 0&&t!==`full`&&t!==`compact`)throw Error(`layout is "full" or "compact"`);for(let[e,t]of Object.entries({printers:n,tags:r}))if(t!==void 0&&!pt(t))throw Error(`${e} is a list of texts`);if(i!==void 0&&typeof i!=`string`)throw Error(`title is a text`);return e}function pt(e){return Array.isArray(e)&&e.every(e=>typeof e==`string`)}function mt(){return{schema:[{name:`title`,selector:{text:{}}},{name:`layout`,selector:{select:{mode:`list`,options:[`full`,`compact`].map(e=>({value:e,label:f(`editor.layout.${e}`)}))}}},{name:`printers`,selector:{device:{multiple:!0,entity:[{integration:`printmux`,domain:`switch`}]}}},{name:`tags`,selector:{text:{multiple:!0}}}],computeLabel:({name:e})=>f(`editor.${e}`),computeHelper:({name:e})=>e===`printers`||e===`tags`?f(`editor.${e}_help`):void 0,assertConfig:ft}}var H=class extends m{static{this.styles=[h,d,b`
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
    `]}constructor(){super(),this.brief=!1,new k(this)}render(){if(!this.hass||!this.job)return w;let e=Ze(this.hass,this.job,this.brief);return _`<ul>
      ${v(e,e=>e.key,ht)}
    </ul>`}};x([g({attribute:!1})],H.prototype,`job`,void 0),x([g({type:Boolean})],H.prototype,`brief`,void 0),H=x([l(`printmux-facts`)],H);function ht(e){return _`<li class="chip ${e.tone??``}" title=${e.title??w}>
    ${e.icon?_`<printmux-icon .path=${e.icon}></printmux-icon>`:w}
    ${e.colors?.map(e=>_`<span class="dot" style=${C({backgroundColor:e})}></span>`)}
    <span class="reader">${e.label}</span>
    <span class="text">${e.text}</span>
  </li>`}var U=class extends m{constructor(...e){super(...e),this.can={dispatch:!1,manage:!1},this.layout=`full`,this.busy=!1,this.error=``}static{this.styles=[h,d,b`
      :host {
        display: block;
        min-width: 0;
        container-type: inline-size;
      }
      .hero {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 4px 16px;
        align-items: start;
      }
      .words {
        display: grid;
        gap: 10px;
        align-content: center;
        min-width: 0;
        min-height: 100%;
      }
      h2 {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        margin: 0;
        font-size: 1.375rem;
        font-weight: 400;
        line-height: 1.3;
        overflow-wrap: anywhere;
        outline: none;
      }
      a {
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      p {
        grid-column: 1 / -1;
        margin: 0;
      }
      @container (max-width: 480px) {
        .hero {
          gap: 8px 12px;
        }
        h2 {
          font-size: 1.125rem;
        }
        .large {
          --pm-thumb-size: 80px !important;
          --pm-icon-size: 40px !important;
        }
        .words.full {
          display: contents;
        }
        .words.full h2 {
          align-self: center;
          grid-area: 1 / 2;
        }
        .words.full printmux-facts {
          grid-column: 1 / -1;
        }
      }
      .compact {
        align-items: center;
      }
      .compact h2 {
        -webkit-line-clamp: 1;
        font-size: 1.0625rem;
      }
      .compact .words {
        gap: 4px;
      }
    `]}focus(){this.heading?.focus({preventScroll:!0})}render(){let{job:e,layout:t}=this;if(!e)return w;let n=t===`compact`;return _`<div class="hero ${t}">
      <printmux-thumb
        class=${n?``:`large`}
        .job=${e}
        .size=${n?56:128}
      ></printmux-thumb>
      <div class="words ${t}">
        <h2 tabindex="-1" title=${e.name}>
          <a href="/printmux/inbox/${e.id}" @click=${p}>${e.name}</a>
        </h2>
        <printmux-facts
          .hass=${this.hass}
          .job=${e}
          .brief=${n}
        ></printmux-facts>
      </div>
      ${this.can.manage&&e.state!==`dispatching`?_`<button
              class="icon-button"
              aria-label=${f(`delete.label`,{job:e.name})}
              title=${f(`delete.confirm`)}
              ?disabled=${this.busy}
              @click=${()=>void this.delete(e)}
            >
              <printmux-icon .path=${s}></printmux-icon>
            </button>`:_`<span></span>`}
      ${this.error?_`<p class="error" role="alert">${this.error}</p>`:w}
    </div>`}async delete(e){if(await P(this,{title:f(`delete.title`,{job:e.name}),text:f(`delete.text`),confirm:f(`delete.confirm`),danger:!0})&&this.hass&&!this.busy){this.busy=!0,this.error=``;try{await Se(this.hass,e.id)}catch(e){this.error=F(e)}finally{this.busy=!1}}}};x([g({attribute:!1})],U.prototype,`job`,void 0),x([g({attribute:!1})],U.prototype,`can`,void 0),x([g()],U.prototype,`layout`,void 0),x([S()],U.prototype,`busy`,void 0),x([S()],U.prototype,`error`,void 0),x([y(`h2`)],U.prototype,`heading`,void 0),U=x([l(`printmux-hero`)],U);var gt=2e3;function W(e){switch(e.state){case`completed`:case`failed`:case`cancelled`:return!0;case`uploaded`:return!e.start;case`pending`:case`uploading`:case`starting`:case`printing`:case`needs_attention`:return!1}}function _t(e){return e.state===`pending`||e.state===`uploading`}function vt(e){let t=e=>Date.parse(e.created_at),n=[...e.targets].sort((e,n)=>t(e)-t(n)||e.copy-n.copy||(e.id<n.id?-1:1)),r=[];for(let e of n){let n=r.at(-1),i=r.every(({ended_at:n})=>n&&Date.parse(n)<=t(e));n&&i&&t(e)-t(n)>gt&&(r=[]),r.push(e)}return r}function G(e,t){return t?.job?.target_id===e.id?t:null}function yt(e,t){switch(e.state){case`uploading`:return e.progress;case`printing`:return G(e,t)?.progress??e.progress;case`starting`:return 0;case`completed`:return 1;case`pending`:case`uploaded`:case`failed`:case`cancelled`:case`needs_attention`:return null}}function bt(e,t,n,r=Date.now()){let i=yt(t,n);switch(t.state){case`pending`:return St(e,t,r);case`uploading`:case`printing`:{let r=G(t,n)?.state===`paused`;return`${f(r?`printer.paused`:`target.${t.state}`)} · ${Be(e.locale,i??0)}`}case`uploaded`:case`completed`:case`cancelled`:case`failed`:return t.ended_at?`${f(`target.${t.state}`)} · ${j(e,t.ended_at,r)}`:f(`target.${t.state}`);case`starting`:case`needs_attention`:return f(`target.${t.state}`)}}function xt(e,t,n,r=Date.now()){let i=t.state===`printing`?G(t,n):null,a=[];if(typeof i?.remaining_s==`number`){let t=N(e.locale,i.remaining_s);if(a.push(f(`printer.left`,{time:t})),i.state===`printing`){let t=new Date(r+i.remaining_s*1e3).toISOString();a.push(f(`target.until`,{time:j(e,t,r)}))}}if(typeof i?.layer==`number`){let t=M(e.locale,i.layer),n=i.layer_count;a.push(n?f(`target.layer_of`,{layer:t,layers:M(e.locale,n)}):f(`target.layer`,{layer:t}))}return a.join(` · `)}function St(e,t,n=Date.now()){let r=[Ct(e,t,n)];if(t.position&&t.position>1&&r.push(f(`wait.position`,{position:M(e.locale,t.position)})),t.estimated_start&&Date.parse(t.estimated_start)>n){let i=j(e,t.estimated_start,n);r.push(f(`wait.estimated`,{time:i}))}return r.join(` · `)}function Ct(e,t,n){if(t.held)return f(`wait.hold`);switch(t.waiting_for){case null:return f(`target.pending`);case`time`:return t.start_at?f(`wait.time_at`,{time:j(e,t.start_at,n)}):f(`wait.time`);case`entity`:return t.start_when?f(`wait.entity_named`,{entity:wt(e,t.start_when)}):f(`wait.entity`);case`bed`:case`busy`:case`filament`:case`hold`:case`offline`:case`power`:case`printer`:return f(`wait.${t.waiting_for}`)}}function wt(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}var Tt=b`
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
`,Et={pending:[se,`dim`],uploading:[ne,`accent`],uploaded:[u,`good`],starting:[r,`accent`],printing:[r,`accent`],completed:[u,`good`],failed:[de,`bad`],cancelled:[le,`dim`],needs_attention:[t,`warn`]},Dt=[`printed`,`print_again`,`not_printed`],K=class extends m{static{this.styles=[h,d,Tt]}constructor(){super(),this.can={dispatch:!1,manage:!1},this.busy=!1,this.error=``,new k(this)}render(){let{hass:e,target:t,printer:n}=this;if(!e||!t)return w;let[r,i]=Et[t.state],a=xt(e,t,n),o=t.copy>1?` · ${f(`target.copy`,{copy:t.copy})}`:w;return _`<div class="row">
        <printmux-icon class="mark ${i}" .path=${r}></printmux-icon>
        <div class="words">
          <div class="name" title=${t.printer_name}>
            ${t.printer_name}${o}
          </div>
          <div class="status">${bt(e,t,n)}</div>
          ${a?_`<div class="status dim">${a}</div>`:w}
        </div>
        ${this.can.dispatch?this.renderActions(t):w}
      </div>
      ${this.renderBar(t)} ${this.renderMessage(t)}
      ${t.state===`needs_attention`&&this.can.dispatch?this.renderQuestion(t):w}
      ${this.error?_`<p class="error" role="alert">${this.error}</p>`:w}`}renderBar(e){let t=yt(e,this.printer);if(t===null||W(e)||!this.hass)return w;let n=xt(this.hass,e,this.printer),r=bt(this.hass,e,this.printer);return _`<div
      class="bar"
      role="progressbar"
      aria-label=${f(`target.progress_of`,{printer:e.printer_name})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(t*100)}
      aria-valuetext=${n?`${r} · ${n}`:r}
    >
      <i
        class=${e.state===`starting`?`begins`:``}
        style=${C({inlineSize:`${t*100}%`})}
      ></i>
    </div>`}renderMessage(e){let{error_message:t,why:n}=e,r=e.state===`failed`||e.state===`needs_attention`;return _`${t?_`<p class=${r?`error`:`dim`}>${t}</p>`:w}
    ${n&&!W(e)?_`<p class="dim">${n}</p>`:w}`}renderActions(e){return _`<div class="actions">
      ${e.waiting_for===`bed`&&this.printer?this.button(f(`bed.cleared`),()=>this.clearBed()):w}
      ${e.state===`pending`?this.button(e.held?f(`target.release`):f(`target.hold`),()=>this.hold(!e.held)):w}
      ${e.state===`failed`?this.renderRetry(e):w}
      ${W(e)||e.state===`needs_attention`?w:this.button(_t(e)?f(`cancel`):f(`target.stop`),()=>this.cancel(e))}
    </div>`}renderRetry(e){if(!this.job||this.job.file_gone)return w;let t=`verdicts`in this.job?this.job.verdicts:{};return _`${this.button(f(`retry`),()=>this.retry(!1))}
    ${E(t[e.printer??``])?this.button(f(`force.confirm`),()=>this.retry(!0)):w}`}button(e,t){return _`<button
      class="button small"
      aria-label=${`${e}: ${this.target?.printer_name??``}`}
      ?disabled=${this.busy}
      @click=${()=>void this.run(t)}
    >
      ${e}
    </button>`}renderQuestion(e){return _`<div
      class="question"
      role="group"
      aria-label=${f(`target.needs_attention`)}
    >
      ${Dt.map(t=>this.button(f(`answer.${t}`),async()=>{this.hass&&this.job&&await xe(this.hass,this.job,e,t)}))}
    </div>`}async run(e){if(!this.busy){this.busy=!0,this.error=``;try{await e()}catch(e){this.error=F(e)}finally{this.busy=!1}}}async hold(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await Ee(t,n.id,e,[r.id])}async retry(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await ke(t,n.id,[r.id],e)}async clearBed(){this.hass&&this.printer&&await O(this.hass,[this.printer.id])}async cancel(e){let{hass:t,job:n}=this;t&&n&&(_t(e)||await P(this,{title:f(`stop.title`,{printer:e.printer_name}),text:f(`stop.text`,{job:n.name}),confirm:f(`stop.confirm`),danger:!0}))&&await D(t,n.id,[e.id])}};x([g({attribute:!1})],K.prototype,`job`,void 0),x([g({attribute:!1})],K.prototype,`target`,void 0),x([g({attribute:!1})],K.prototype,`printer`,void 0),x([g({attribute:!1})],K.prototype,`can`,void 0),x([S()],K.prototype,`busy`,void 0),x([S()],K.prototype,`error`,void 0),K=x([l(`printmux-target`)],K);var Ot=12,q=class extends m{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.all=!1}static{this.styles=[h,d,b`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `]}render(){if(!this.job)return w;let e=vt(this.job),t=e.length>Ot?[...e].sort((e,t)=>kt(e.state)-kt(t.state)).slice(0,Ot):e;return _`${v(this.all?e:t,e=>e.id,e=>_`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${e}
          .printer=${this.printers.get(e.printer??``)}
          .can=${this.can}
        ></printmux-target>`)}
    ${t.length<e.length&&!this.all?_`<button class="button small" @click=${()=>this.all=!0}>
            ${f(`targets.show_all`,{count:e.length})}
          </button>`:w}`}};x([g({attribute:!1})],q.prototype,`job`,void 0),x([g({attribute:!1})],q.prototype,`printers`,void 0),x([g({attribute:!1})],q.prototype,`can`,void 0),x([S()],q.prototype,`all`,void 0),q=x([l(`printmux-targets`)],q);function kt(e){let t=[`needs_attention`,`failed`,`printing`,`starting`,`uploading`],n=t.indexOf(e);return n<0?t.length:n}var J=class extends m{constructor(...e){super(...e),this.jobs=[],this.printers=new Map,this.can={dispatch:!1,manage:!1},this.most=5}static{this.styles=[h,d,b`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 0.875rem;
        font-weight: 500;
        color: var(--pm-dim);
      }
      article {
        padding-block: 8px;
      }
      article + article {
        border-block-start: 1px solid var(--pm-line);
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
      }
      header a {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 1rem;
        font-weight: 500;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
    `]}render(){if(!this.jobs.length)return w;let e=this.jobs.length-this.most;return _`<h3>${f(`journeys.title`)}</h3>
      ${v(this.jobs.slice(0,this.most),e=>e.id,e=>this.renderJob(e))}
      ${e>0?_`<a class="button small" href="/printmux/inbox" @click=${p}
              >${f(`list.more`,{count:e})}</a
            >`:w}`}renderJob(e){return _`<article>
      <header>
        <printmux-thumb .job=${e} .size=${40}></printmux-thumb>
        <a href="/printmux/inbox/${e.id}" title=${e.name} @click=${p}
          >${e.name}</a
        >
        ${e.state===`dispatching`?w:_`<button
                class="icon-button"
                aria-label=${f(`dismiss`,{job:e.name})}
                @click=${()=>this.dispatchEvent(new CustomEvent(`dismiss`,{detail:{job:e}}))}
              >
                <printmux-icon .path=${oe}></printmux-icon>
              </button>`}
      </header>
      <printmux-targets
        .hass=${this.hass}
        .job=${e}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-targets>
    </article>`}};x([g({attribute:!1})],J.prototype,`jobs`,void 0),x([g({attribute:!1})],J.prototype,`printers`,void 0),x([g({attribute:!1})],J.prototype,`can`,void 0),x([g({type:Number})],J.prototype,`most`,void 0),J=x([l(`printmux-journeys`)],J);var At=30,Y=class extends m{static{this.styles=[h,d,b`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 8px;
        font-size: 0.875rem;
        font-weight: 500;
        color: var(--pm-dim);
      }
      ul {
        display: flex;
        gap: 8px;
        margin: -4px;
        padding: 4px;
        overflow-x: auto;
        list-style: none;
        scroll-snap-type: x proximity;
        scroll-padding-inline: 4px;
        scrollbar-width: thin;
        overscroll-behavior-x: contain;
      }
      li {
        flex: none;
        max-width: min(240px, 80%);
        scroll-snap-align: start;
      }
      .job {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 56px;
        padding: 6px;
        padding-inline-end: 14px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius);
        color: inherit;
        text-decoration: none;
      }
      .job:hover {
        background: var(--pm-accent-tint);
      }
      .words {
        display: grid;
        min-width: 0;
      }
      .words span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .rest {
        padding-inline: 14px;
        white-space: nowrap;
      }
    `]}constructor(){super(),this.jobs=[],new k(this)}render(){if(!this.hass||!this.jobs.length)return w;let e=this.jobs.length-At;return _`<h3 id="title">${f(`strip.title`,{count:this.jobs.length})}</h3>
      <ul
        aria-labelledby="title"
        @keydown=${e=>this.move(e)}
      >
        ${v(this.jobs.slice(0,At),e=>e.id,e=>this.renderJob(e))}
        ${e>0?_`<li>
                <a class="job rest" href="/printmux/inbox" @click=${p}
                  >${f(`list.more`,{count:e})}</a
                >
              </li>`:w}
      </ul>`}renderJob(e){let{hass:t}=this;if(!t)return w;let n=e.estimated_time_s?`${N(t.locale,e.estimated_time_s)} · `:``;return _`<li>
      <button
        class="job"
        title=${e.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`pick`,{detail:{id:e.id}}))}
      >
        <printmux-thumb .job=${e} .size=${44}></printmux-thumb>
        <span class="words">
          <span>${e.name}</span>
          <span class="dim">${n}${He(t,e.created_at)}</span>
        </span>
      </button>
    </li>`}move(e){let t=getComputedStyle(this).direction===`rtl`?`ArrowLeft`:`ArrowRight`;if(e.key!==`ArrowLeft`&&e.key!==`ArrowRight`)return;let n=[...this.renderRoot.querySelectorAll(`.job`)],r=n.indexOf(e.target),i=n[r+(e.key===t?1:-1)];r>=0&&i&&(e.preventDefault(),i.focus())}};x([g({attribute:!1})],Y.prototype,`jobs`,void 0),Y=x([l(`printmux-strip`)],Y);var jt=6e5,Mt=864e5;function Nt(e){return e.state===`uploaded`||e.state===`awaiting_selection`}function Pt(e){return[...e].filter(Nt).sort(Rt)}function Ft(e,t,n){let r=e=>{if(e.state===`dispatching`)return!0;let r=e.ended_at&&!Nt(e)&&Date.parse(e.ended_at);return!r||t.has(X(e))||!e.targets.length?!1:n-r<(e.state===`failed`?Mt:jt)};return[...e].filter(r).sort((e,t)=>Lt(e)-Lt(t)||Rt(e,t))}function X(e){return`${e.id} ${e.ended_at??``}`}function It(e,{printers:t=[],tags:n=[]}){return!t.length&&!n.length?e:new Map([...e].filter(([e,r])=>t.includes(e)||t.includes(r.name)||r.tags.some(e=>n.includes(e))))}function Lt(e){return e.targets.some(({state:e})=>e===`needs_attention`)?0:e.state===`dispatching`?1:e.state===`failed`?2:3}function Rt(e,t){return Date.parse(t.created_at)-Date.parse(e.created_at)||(e.id<t.id?1:-1)}var Z=6e4,zt=12e3,Q=`printmux-dismissed`,$=class extends m{static{this.styles=[h,d,dt]}static getStubConfig(){return{}}static getConfigForm(){return mt()}constructor(){super(),this.held=null,this.dismissed=Bt(),this.offered=null,this.shown=null,this.inbox=new A(this,()=>this.hass,()=>({view:`inbox`})),this.details=new A(this,()=>this.hass,()=>this.shown?{view:`job`,job_id:this.shown}:null),new k(this);for(let e of[`pointerdown`,`keydown`])this.addEventListener(e,()=>this.hold(this.shown,Z))}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.letGo),this.held=null}setConfig(e){this.config=ft(e)}getCardSize(){return this.config?.layout===`compact`?5:12}getGridOptions(){return{columns:12,min_columns:6,rows:`auto`}}willUpdate(){this.shown=this.heroJob()?.id??null}render(){let{config:e,hass:t}=this;if(!e||!t||!this.speech.ready)return w;let{board:n}=this.inbox,r=n.status===`ready`||n.jobs.size>0;return _`<ha-card>
      <div class="card ${e.layout??`full`}" dir=${this.speech.direction}>
        ${e.title?_`<h1>${e.title}</h1>`:w}
        <printmux-banner
          ?hidden=${n.status===`ready`}
          .hass=${t}
          .board=${n}
          @again=${()=>this.inbox.again()}
        ></printmux-banner>
        ${r?this.renderBoard(e):w}
      </div>
    </ha-card>`}renderBoard(e){let{board:t}=this.inbox,n=e.layout===`compact`,r=this.heroJob(),i=Pt(t.jobs.values()).filter(({id:e})=>e!==r?.id),a=Ft(t.jobs.values(),this.dismissed,Date.now());return _`${r?this.renderHero(e,r):w}
      <printmux-strip
        ?hidden=${!i.length}
        .hass=${this.hass}
        .jobs=${i}
        @pick=${e=>void this.pick(e.detail.id)}
      ></printmux-strip>
      ${r?this.renderDispatch(e,r):this.renderEmpty(a.length>0)}
      <printmux-journeys
        ?hidden=${!a.length}
        .hass=${this.hass}
        .jobs=${a}
        .printers=${t.printers}
        .can=${t.can}
        .most=${n?2:5}
        @dismiss=${e=>this.dismiss(e.detail.job)}
      ></printmux-journeys>`}renderHero(e,t){return _`<printmux-hero
      .hass=${this.hass}
      .job=${t}
      .can=${this.inbox.board.can}
      .layout=${e.layout??`full`}
    ></printmux-hero>`}renderDispatch(e,t){let{printers:n,can:r}=this.inbox.board,i=this.offer(e,n),a=this.details.board.jobs.get(t.id);return _`<printmux-dispatch
      .hass=${this.hass}
      .job=${t}
      .verdicts=${a?.verdicts}
      .printers=${i}
      .limited=${i!==n}
      .can=${r}
      .layout=${e.layout??`full`}
      @sent=${()=>this.hold(t.id,zt)}
      @done=${e=>void this.goOn(t,e.detail.undone)}
    ></printmux-dispatch>`}renderEmpty(e){return _`<div class="empty ${e?`brief`:``}">
      <printmux-icon .path=${re}></printmux-icon>
      <div>
        <p>${f(`empty.title`)}</p>
        <p class="dim">${f(`empty.text`)}</p>
      </div>
      <a class="button" href="/printmux/setup" @click=${p}
        >${f(`empty.setup`)}</a
      >
    </div>`}offer(e,t){return(this.offered?.all!==t||this.offered.config!==e)&&(this.offered={all:t,config:e,some:It(t,e)}),this.offered.some}heroJob(){let{jobs:e}=this.inbox.board;return(this.held===null?void 0:e.get(this.held))??Pt(e.values())[0]??null}hold(e,t){clearTimeout(this.letGo),this.held=e,this.letGo=setTimeout(()=>this.held=null,t)}async pick(e){this.hold(e,Z),await this.updateComplete,this.hero?.focus()}async goOn(e,t){this.hold(t?e.id:null,Z),await this.updateComplete,this.hero?.focus()}dismiss(e){let t=[...this.dismissed,X(e)].slice(-100);this.dismissed=new Set(t),Je(Q,t)}};x([S()],$.prototype,`config`,void 0),x([S()],$.prototype,`held`,void 0),x([S()],$.prototype,`dismissed`,void 0),x([y(`printmux-hero`)],$.prototype,`hero`,void 0),$=x([l(`printmux-card`)],$);function Bt(){let e=Ae(Q);return new Set(Array.isArray(e)?e.filter(e=>typeof e==`string`):[])}export{$ as PrintMuxCard};