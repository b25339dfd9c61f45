import{c as e,d as t,f as n,i as r,l as i,m as a,n as o,r as s,s as c,u as l}from"./lit.js";import{A as u,H as ee,J as te,L as ne,M as re,W as ie,Y as ae,Z as d,_t as oe,bt as f,ct as se,d as ce,f as p,ft as m,g as h,h as le,it as ue,m as g,mt as _,n as de,p as fe,pt as v,st as y,t as pe,u as me,w as he,y as ge,yt as b,z as _e}from"./mdi.js";import{A as ve,B as ye,C as be,D as xe,E as Se,F as Ce,H as x,I as we,L as Te,N as S,O as Ee,P as De,R as C,S as Oe,T as ke,a as w,b as T,c as E,d as D,f as Ae,g as je,i as Me,j as O,k as Ne,l as k,m as Pe,n as Fe,s as A,v as Ie,w as j,x as M,y as N}from"./thumb.js";import{a as Le,i as Re,n as ze,o as Be,r as Ve,s as P,t as He}from"./printer-words.js";var Ue=a`
  :host {
    display: grid;
    gap: 16px;
    min-width: 0;
    container-type: inline-size;
  }
  .note {
    margin: 0;
    padding: 12px 16px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
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
  p.error {
    margin: 0;
    overflow-wrap: anywhere;
  }
  /* With many printers the buttons stay in reach. */
  printmux-send {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    padding-block: 8px;
    margin-block: -8px -16px;
    background: var(--pm-surface);
  }
  .plan:not(:has(li)) {
    margin-block-start: -16px;
  }
  .plan {
    margin: 0;
    padding: 0;
    list-style: none;
    overflow-wrap: anywhere;
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
`;async function We(e,t,n,r){return P(e,{title:_(`force.title`,{job:t.name}),text:[...n.map(({id:e,name:t})=>_(`force.reason`,{printer:t,reasons:r[e]?.reasons.join(`. `)??``})),_(`force.text`)],confirm:_(`force.confirm`),danger:!0})}function F(e){let[,t]=/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(e)??[];return t?`#${t}`:null}function I(e,t,n=!1){return[t.state===`uploaded`&&L(`reading`,`M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z`,_(`job.uploaded`)),Ke(t),qe(e,t),Je(e,t),...n?[]:Ye(t),t.plates>1&&L(`plate`,`M12,18.54L19.37,12.8L21,14.07L12,21.07L3,14.07L4.62,12.81L12,18.54M12,16L3,9L12,2L21,9L12,16M12,4.53L6.26,9L12,13.47L17.74,9L12,4.53Z`,Ge(e,t)),!n&&L(`size`,`M17 3H5C3.89 3 3 3.9 3 5V19C3 20.1 3.89 21 5 21H19C20.1 21 21 20.1 21 19V7L17 3M19 19H5V5H16.17L19 7.83V19M12 12C10.34 12 9 13.34 9 15S10.34 18 12 18 15 16.66 15 15 13.66 12 12 12M6 6H15V10H6V6Z`,A(e.locale,t.size)),{...L(`age`,h,Fe(e,t.created_at)),title:Me(e,t.created_at)},t.file_gone&&{...L(`file_gone`,`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,_(`fact.file_gone`)),tone:`warn`},t.problem&&{...L(`problem`,`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,n?_(`fact.incomplete`):t.problem),tone:`warn`,title:t.problem}].filter(e=>typeof e==`object`&&!!e)}function L(e,t,n){return{key:e,icon:t,text:n,label:_(`fact.label.${e}`)}}function Ge({locale:e},{plate_index:t,plates:n}){return t===null?_(`fact.plates`,{count:n}):_(`fact.plate`,{plate:D(e,t),plates:D(e,n)})}function Ke(e){if(!e.start_requested)return null;let t=_(`fact.wants_print`);return{...L(`wants_print`,te,t),tone:`accent`}}function qe(e,t){return t.estimated_time_s?L(`print_time`,ue,E(e.locale,t.estimated_time_s)):null}function Je(e,t){let n=t.filament_weight_g?Pe(e.locale,t.filament_weight_g):t.filament_length_mm&&k(e.locale,t.filament_length_mm),r=[...new Set(t.filament_type)].join(`, `),i=t.filament_color.flatMap(e=>F(e)??[]),a=[r,n].filter(Boolean).join(` · `);if(!a&&!i.length)return null;let o=t.filament_length_mm&&k(e.locale,t.filament_length_mm);return{...L(`filament`,i.length?``:d,a),colors:[...new Set(i)],...o?{title:o}:{}}}function Ye(e){let t=[e.slicer,e.slicer_version].filter(Boolean).join(` `),n=e.source===`browser`&&_(`fact.from_browser`);return[e.slicer?L(`slicer`,he,t):null,e.key_name?L(`origin`,ne,e.key_name):null,n?L(`origin`,y,n):null,e.folder?L(`folder`,u,e.folder):null]}var Xe=a`
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
    flex: none;
    gap: 12px;
    align-items: flex-start;
    width: 100%;
    min-height: 56px;
    padding: 12px;
    padding-block-end: 8px;
    border-radius: inherit;
    -webkit-tap-highlight-color: transparent;
  }
  .tile:not(.pressed):has(.toggle:hover:not(:disabled)) {
    background: color-mix(in srgb, var(--pm-accent) 5%, var(--pm-surface));
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
  .loaded {
    flex-wrap: wrap;
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
    justify-content: space-between;
    gap: 4px;
    min-height: 40px;
    padding: 0 12px 10px;
    padding-inline-start: 48px;
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
    padding: 0;
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
  }
  :host([compact]) .tile {
    flex-flow: row wrap;
    align-items: center;
  }
  :host([compact]) .toggle {
    flex: 1 1 0;
    min-width: 0;
    width: auto;
    align-items: center;
    gap: 8px;
    min-height: 48px;
    padding: 4px 8px;
    padding-inline-end: 0;
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
  :host([compact]) .below {
    display: contents;
  }
  :host([compact]) .below .button {
    flex: 1 0 calc(100% - 16px);
    margin: 0 8px 8px;
  }
  :host([compact]) .verdict {
    gap: 0;
    margin-inline-end: 6px;
    padding: 0 6px;
  }
  :host([compact]) ul,
  :host([compact]) p {
    flex-basis: 100%;
    padding-inline-start: 32px;
  }
`,Ze={fits:{icon:ce,tone:`good`},warns:{icon:pe,tone:`warn`},does_not_fit:{icon:ge,tone:`bad`}},R=class extends b{constructor(...e){super(...e),this.pressed=!1,this.disabled=!1,this.compact=!1,this.open=!1,this.clearing=!1,this.error=``}static{this.styles=[v,m,Xe]}willUpdate(e){e.has(`pressed`)&&this.pressed&&j(this.verdict)&&(this.open=!0)}render(){let{hass:e,printer:r}=this;if(!e||!r)return t;let i=j(this.verdict)?`refused`:``;return n`<div class="tile ${this.pressed?`pressed`:``} ${i}">
      <button
        class="toggle"
        aria-pressed=${this.pressed?`true`:`false`}
        ?disabled=${this.disabled}
        title=${r.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`choose`))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed?p:le}
        ></printmux-icon>
        <span class="words">
          <span class="name" dir="auto">${r.name}</span>
          ${this.renderState(e,r)}
          ${this.compact?t:this.renderLoaded(r)}
        </span>
      </button>
      <div class="below">
        ${this.renderVerdict()}
        ${r.bed_waits&&!this.disabled?this.renderBed(r):t}
      </div>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}
      <ul id="reasons" ?hidden=${!this.open||!this.verdict?.reasons.length}>
        ${this.verdict?.reasons.map(e=>n`<li>${e}</li>`)}
      </ul>
      ${ze(r)?n`<i
              class="progress"
              style=${o({inlineSize:`${(r.progress??0)*100}%`})}
            ></i>`:t}
    </div>`}renderState(e,r){return n`<span class="line">
      <span class="state ${He[r.state]}"></span>
      ${r.state===`printing`?n`<span class="reader">${_(`printer.printing`)}</span>`:t}
      <span class="cut">${Be(e,r)}</span>
    </span>`}renderLoaded(e){let r=e.loaded.flatMap(({color:e})=>F(e)??[]),i=e.queue_length&&` · ${_(`printer.queue`,{count:e.queue_length})}`;return n`<span class="line loaded">
      ${r.map(e=>n`<span class="dot" style=${o({backgroundColor:e})}></span>`)}
      <span class="cut">
        <span class="reader">${_(`printer.loaded`)}</span>
        ${Re(e)||_(`printer.nothing_loaded`)}${i||t}
      </span>
      ${e.tags.map(e=>n`<bdi class="tag">${e}</bdi>`)}
    </span>`}renderVerdict(){let{verdict:e,compact:t}=this;if(!e)return n`<span class="verdict"></span>`;let{icon:r,tone:i}=Ze[e.fit],a=_(`verdict.${e.fit}`),o=n`<printmux-icon .path=${r}></printmux-icon
      ><span class=${t?`reader`:``}>${a}</span>`;return e.reasons.length?n`<button
      class="verdict ${i}"
      title=${e.reasons.join(`. `)}
      aria-expanded=${this.open?`true`:`false`}
      aria-controls="reasons"
      aria-label=${`${a}: ${this.printer?.name??``}`}
      @click=${()=>this.open=!this.open}
    >
      ${o}<printmux-icon class="more" .path=${g}></printmux-icon>
    </button>`:n`<span class="verdict ${i}" title=${a}>${o}</span>`}renderBed(e){return n`<button
      class="button small"
      aria-label=${_(`bed.cleared_of`,{printer:e.name})}
      ?disabled=${this.clearing}
      @click=${()=>void this.clearBed(e)}
    >
      ${_(`bed.cleared`)}
    </button>`}async clearBed(e){if(this.hass&&!this.clearing){this.clearing=!0,this.error=``;try{await S(this.hass,[e.id])}catch(e){this.error=C(e)}finally{this.clearing=!1}}}};r([i({attribute:!1})],R.prototype,`printer`,void 0),r([i({attribute:!1})],R.prototype,`verdict`,void 0),r([i({type:Boolean})],R.prototype,`pressed`,void 0),r([i({type:Boolean})],R.prototype,`disabled`,void 0),r([i({type:Boolean,reflect:!0})],R.prototype,`compact`,void 0),r([e()],R.prototype,`open`,void 0),r([e()],R.prototype,`clearing`,void 0),r([e()],R.prototype,`error`,void 0),R=r([f(`printmux-printer-toggle`)],R);var z=class extends l{constructor(...e){super(...e),this.offers=[],this.choice=N}static{this.styles=[v,m,a`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        min-width: 0;
      }
      button {
        --pm-icon-size: 18px;
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 36px;
        flex: none;
        max-width: 100%;
        padding: 0 14px;
        border: 1px solid var(--pm-line);
        border-radius: 18px;
        transition: background var(--pm-fast);
      }
      span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      button:hover {
        background: var(--pm-accent-tint);
      }
      [aria-pressed="true"] {
        border-color: var(--pm-accent);
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
    `]}render(){if(!this.offers.length)return t;let{choice:e}=this,[r,...i]=this.offers,a={...e,any:!e.any};return n`${r?this.renderOffer(r):t}
    ${this.renderButton(_(`quick.any`),e.any,a,!0)}
    ${s(i,({key:e})=>e,e=>this.renderOffer(e))}`}renderOffer(e){let t=be(this.choice,e.ids),n=new Set(t?[]:e.ids);return this.renderButton(Qe(e),t,{...this.choice,printers:n})}renderButton(e,r,i,a=!1){return n`<button
      aria-pressed=${r?`true`:`false`}
      title=${a?_(`quick.any_hint`):t}
      @click=${()=>this.dispatchEvent(new CustomEvent(`choose`,{detail:i}))}
    >
      ${a?n`<printmux-icon .path=${_e}></printmux-icon>`:t}
      <span>${e}</span>
    </button>`}};r([i({attribute:!1})],z.prototype,`offers`,void 0),r([i({attribute:!1})],z.prototype,`choice`,void 0),z=r([f(`printmux-quick`)],z);function Qe({key:e,tag:t,ids:n}){if(t)return _(`quick.tag`,{tag:t,number:n.length});let r={number:n.length};return _(e===`fitting`?`quick.fitting`:`quick.all`,r)}var B=class extends b{constructor(...e){super(...e),this.order=[],this.printers=new Map,this.verdicts=M,this.choice=N,this.disabled=!1,this.locked=!1,this.layout=`full`,this.search=``,this.all=!1}static{this.styles=[v,m,a`
      :host {
        display: grid;
        gap: 12px;
        justify-items: start;
        min-width: 0;
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
      p {
        margin: 0;
      }
      :host([layout="compact"]) {
        gap: 8px;
      }
      :host([layout="compact"]) printmux-quick {
        flex-wrap: nowrap;
        max-width: calc(100% + 8px);
        margin: -4px;
        padding: 4px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      :host([layout="compact"]) .printers {
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 150px), 1fr));
        align-items: start;
        gap: 6px;
      }
    `]}render(){let{order:e,printers:r,search:i,all:a}=this,o=this.layout===`compact`?8:24,c=Ne(e,r,this.choice,{search:i,all:a,most:o}),l=this.locked?[]:xe(e,r,this.verdicts);return n`${l.length?n`<printmux-quick
              .offers=${l}
              .choice=${this.choice}
              @choose=${e=>this.choose(e.detail)}
            ></printmux-quick>`:t}
      ${e.length>24?this.renderSearch():t}
      <div class="printers" role="group" aria-label=${_(`dispatch.printers`)}>
        ${s(c,e=>e,e=>this.renderPrinter(e))}
      </div>
      ${i&&!c.length?n`<p role="status">${_(`dispatch.nothing_found`)}</p>`:t}
      ${c.length<e.length&&!i?n`<button class="button small" @click=${()=>this.all=!0}>
              ${_(`dispatch.show_all`,{count:e.length})}
            </button>`:t}`}renderSearch(){return n`<label class="search">
      <printmux-icon .path=${ee}></printmux-icon>
      <span class="reader">${_(`dispatch.search`)}</span>
      <input
        type="search"
        placeholder=${_(`dispatch.search`)}
        .value=${this.search}
        @input=${e=>this.search=e.target.value}
      />
    </label>`}renderPrinter(e){return n`<printmux-printer-toggle
      .hass=${this.hass}
      .printer=${this.printers.get(e)}
      .verdict=${this.verdicts[e]}
      .pressed=${this.choice.printers.has(e)}
      .disabled=${this.disabled||this.locked}
      .compact=${this.layout===`compact`}
      @choose=${()=>this.choose(ve(this.choice,e))}
    ></printmux-printer-toggle>`}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}};r([i({attribute:!1})],B.prototype,`order`,void 0),r([i({attribute:!1})],B.prototype,`printers`,void 0),r([i({attribute:!1})],B.prototype,`verdicts`,void 0),r([i({attribute:!1})],B.prototype,`choice`,void 0),r([i({type:Boolean})],B.prototype,`disabled`,void 0),r([i({type:Boolean})],B.prototype,`locked`,void 0),r([i({reflect:!0})],B.prototype,`layout`,void 0),r([e()],B.prototype,`search`,void 0),r([e()],B.prototype,`all`,void 0),B=r([f(`printmux-picker`)],B);var V=class extends b{constructor(...e){super(...e),this.choice=N,this.printers=new Map,this.busy=!1}static{this.styles=[v,m,a`
      :host {
        display: block;
        min-width: 0;
        container-type: inline-size;
      }
      .buttons {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px;
      }
      .button {
        min-height: 48px;
        min-width: 0;
        font-size: 1rem;
      }
      .primary {
        padding-block: 4px;
        line-height: 1.2;
      }
      .primary span {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        min-width: 0;
        overflow: hidden;
        overflow-wrap: anywhere;
      }
      @container (max-width: 400px) {
        .button {
          gap: 6px;
          padding-inline: 12px;
          font-size: 0.9375rem;
        }
      }
    `]}get chosen(){return[...this.choice.printers].flatMap(e=>this.printers.get(e)??[])}render(){let e=!this.choice.any&&!this.choice.printers.size;return n`<div class="buttons">
      <button
        class="button"
        ?disabled=${e||this.busy}
        @click=${()=>this.send(!1)}
      >
        <printmux-icon .path=${y}></printmux-icon>
        <span>${_(`dispatch.upload`)}</span>
      </button>
      <button
        class="button primary"
        aria-busy=${this.busy?`true`:`false`}
        ?disabled=${e||this.busy}
        @click=${()=>this.send(!0)}
      >
        <printmux-icon .path=${d}></printmux-icon>
        <span>${this.busy?_(`dispatch.sending`):this.label()}</span>
      </button>
    </div>`}label(){let{chosen:e}=this;if(this.choice.any)return e.length>1?_(`dispatch.print_any_of`,{count:e.length}):_(`dispatch.print_any`);let[t]=e;return t&&e.length===1?_(`dispatch.print_at`,{printer:t.name}):t?_(`dispatch.print_on`,{count:e.length}):_(`dispatch.print`)}send(e){this.dispatchEvent(new CustomEvent(`send`,{detail:{start:e}}))}};r([i({attribute:!1})],V.prototype,`choice`,void 0),r([i({attribute:!1})],V.prototype,`printers`,void 0),r([i({type:Boolean})],V.prototype,`busy`,void 0),V=r([f(`printmux-send`)],V);var $e=[`pending`,`uploading`];function H(e,t){let n=new Map(e.targets.map(e=>[e.id,e.state]));return t.targets.filter(({id:e,state:t})=>$e.includes(n.get(e)??t)).map(({id:e})=>e)}var U=class extends b{constructor(...e){super(...e),this.busy=!1,this.error=``}static{this.styles=[v,m,a`
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
    `]}connectedCallback(){super.connectedCallback(),this.tabIndex=-1}render(){let{job:e,sent:r}=this;if(!e||!r)return t;let i=r.targets.filter(({state:e})=>e===`failed`);return n`<div class="box" role="status">
        <printmux-icon .path=${fe}></printmux-icon>
        <p>${this.words(r)}</p>
        ${i.length?n`<p class="error">
                ${_(`sent.failed`,{printers:this.names(i)})}
              </p>`:t}
        <div class="buttons">
          ${H(e,r).length?n`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${()=>void this.undo()}
                >
                  <printmux-icon .path=${se}></printmux-icon>${_(`undo`)}
                </button>`:t}
          <button class="button" @click=${()=>this.finish(!1)}>
            ${_(`sent.done`)}
          </button>
        </div>
      </div>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}words({start:e,targets:t}){let n=this.names(t.filter(({state:e})=>e!==`failed`));return _(e?`sent.print`:`sent.upload`,{printers:n})}names(e){let t=[...new Set(e.map(({printer_name:e})=>e))];return this.hass?Ve(this.hass,t):``}async undo(){let{hass:e,job:t,sent:n}=this;if(e&&t&&n&&!this.busy){this.busy=!0,this.error=``;try{let r=H(t,n);r.length?(await O(e,t.id,r),this.finish(!0)):this.error=_(`sent.too_late`)}catch(e){this.error=C(e)}this.busy=!1}}finish(e){this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],U.prototype,`job`,void 0),r([i({attribute:!1})],U.prototype,`sent`,void 0),r([e()],U.prototype,`busy`,void 0),r([e()],U.prototype,`error`,void 0),U=r([f(`printmux-sent`)],U);var W=class extends l{constructor(...e){super(...e),this.value=1,this.min=1,this.max=99,this.label=``,this.disabled=!1}static{this.styles=[v,m,a`
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
    `]}render(){return n`<label for="value">${this.label}</label>
      <span class="box">
        ${this.renderButton(-1,ie,_(`stepper.less`,{what:this.label}))}
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
        ${this.renderButton(1,ae,_(`stepper.more`,{what:this.label}))}
      </span>`}renderButton(e,t,r){let i=this.value+e;return n`<button
      class="icon-button"
      aria-label=${r}
      ?disabled=${this.disabled||i<this.min||i>this.max}
      @click=${()=>this.set(i)}
    >
      <printmux-icon .path=${t}></printmux-icon>
    </button>`}set(e){let t=Number.isFinite(e)?Math.round(e):this.value,n=Math.min(this.max,Math.max(this.min,t));n!==this.value&&(this.value=n,this.dispatchEvent(new Event(`change`)))}};r([i({type:Number})],W.prototype,`value`,void 0),r([i({type:Number})],W.prototype,`min`,void 0),r([i({type:Number})],W.prototype,`max`,void 0),r([i()],W.prototype,`label`,void 0),r([i({type:Boolean})],W.prototype,`disabled`,void 0),W=r([f(`printmux-stepper`)],W);var G=new Set(`binary_sensor input_boolean switch schedule person sensor input_number`.split(` `)),et=300,K=class extends b{constructor(...e){super(...e),this.terms=T,this.disabled=!1}static{this.styles=[v,m,a`
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
    `]}render(){if(!this.hass)return t;let{startAt:e,priority:r}=this.terms;return n`<div class="field">
        <label for="start_at">${_(`terms.start_at`)}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${e}
          ?disabled=${this.disabled}
          @change=${e=>this.change({startAt:tt(e)})}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${_(`terms.priority`)}
        .value=${r}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${e=>this.change({priority:e.target.value})}
      ></printmux-stepper>
      <p class="dim">${_(`terms.hint`)}</p>`}renderEntity(){let{startWhen:e}=this.terms;return customElements.get(`ha-entity-picker`)?n`<ha-entity-picker
        .hass=${this.hass}
        .label=${_(`terms.start_when`)}
        .value=${e}
        .includeDomains=${[...G]}
        .disabled=${this.disabled}
        @value-changed=${e=>{e.stopPropagation(),this.change({startWhen:e.detail.value??``})}}
      ></ha-entity-picker>`:n`<div class="field">
      <label for="start_when">${_(`terms.start_when`)}</label>
      <input
        id="start_when"
        list="entities"
        placeholder="binary_sensor.…"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        .value=${e}
        ?disabled=${this.disabled}
        @change=${e=>this.change({startWhen:tt(e).trim()})}
      />
      <datalist id="entities">
        ${this.entities().map(([e,t])=>n`<option value=${e}>${t}</option>`)}
      </datalist>
    </div>`}entities(){return Object.values(this.hass?.states??{}).filter(({entity_id:e})=>G.has(e.split(`.`)[0]??``)).slice(0,et).map(({entity_id:e,attributes:t})=>[e,typeof t.friendly_name==`string`?t.friendly_name:``])}change(e){this.terms={...this.terms,...e},this.dispatchEvent(new Event(`change`))}};r([i({attribute:!1})],K.prototype,`terms`,void 0),r([i({type:Boolean})],K.prototype,`disabled`,void 0),K=r([f(`printmux-terms`)],K);function tt(e){return e.target.value}var q=class extends b{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.layout=`full`,this.limited=!1,this.choice=N,this.terms=T,this.more=!1,this.busy=!1,this.error=``,this.sent=null,this.order=[],this.arranged=``,this.sorted=``,this.touched=!1}static{this.styles=[v,m,Ue]}willUpdate(e){let t=e.get(`job`);e.has(`job`)&&t?.id!==this.job?.id&&this.reset(),this.arrange()}reset(){this.touched=!1,this.arranged=``,this.terms=T,this.more=!1,this.error=``,this.sent=null}arrange(){let e=[...this.printers.keys()].sort().join(` `),t=`${this.job?.id??``} ${this.verdicts?`judged`:``} ${e}`;t!==this.arranged&&(this.arranged=t,(this.verdicts||e!==this.sorted)&&(this.sorted=e,this.order=Se(this.printers,this.verdicts??M)),this.choice=this.touched?this.keptChoice():this.firstChoice())}firstChoice(){let e=this.hass?je(this.hass):N;return Oe(this.order,this.verdicts??M,e)}keptChoice(){let e=[...this.choice.printers].filter(e=>this.order.includes(e));return{...this.choice,printers:new Set(e)}}render(){let{hass:e,job:r}=this;return!e||!r?t:this.sent?n`<printmux-sent
        .hass=${e}
        .job=${r}
        .sent=${this.sent}
        @done=${e=>this.finish(e.detail.undone)}
      ></printmux-sent>`:r.file_gone?n`<p class="note">${_(`dispatch.file_gone`)}</p>`:this.order.length?n`<printmux-picker
        .hass=${e}
        .order=${this.order}
        .printers=${this.printers}
        .verdicts=${this.verdicts??M}
        .choice=${this.choice}
        .disabled=${this.busy}
        .locked=${!this.can.dispatch}
        .layout=${this.layout}
        @choose=${e=>this.choose(e.detail)}
      ></printmux-picker>
      ${this.can.dispatch?n`${this.renderTerms()} ${this.renderSend()}`:n`<p class="note">${_(`dispatch.not_allowed`)}</p>`}`:n`<p class="note">${_(`dispatch.no_printers`)}</p>`}renderTerms(){return n`<div class="options">
        <printmux-stepper
          .label=${_(`dispatch.copies`)}
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
          ${_(`more`)}
          <printmux-icon class="turn" .path=${g}></printmux-icon>
        </button>
      </div>
      <printmux-terms
        id="terms"
        ?hidden=${!this.more}
        .hass=${this.hass}
        .terms=${this.terms}
        .disabled=${this.busy}
        @change=${e=>this.terms=e.target.terms}
      ></printmux-terms>`}renderSend(){return n`${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}
      <printmux-send
        .hass=${this.hass}
        .choice=${this.choice}
        .printers=${this.printers}
        .busy=${this.busy}
        @send=${e=>void this.send(e.detail.start)}
      ></printmux-send>
      <ul class="plan dim" aria-live="polite">
        ${this.plan().map(e=>n`<li>${e}</li>`)}
      </ul>`}plan(){let{any:e,printers:t}=this.choice;if(!e&&!t.size)return[_(`dispatch.choose`)];let{copies:n}=this.terms,r=n*(e?1:t.size),i=[...t].flatMap(e=>this.printers.get(e)??[]);return[...n>1?[_(`dispatch.prints`,{count:r})]:[],...e?[_(`quick.any_hint`)]:this.hass?Le(this.hass,i):[]]}choose(e){!this.busy&&this.can.dispatch&&(this.touched=!0,this.error=``,this.choice=e)}async send(e){let{hass:t,job:n}=this;if(!t||!n||this.busy)return;let{choice:r,terms:i,verdicts:a=M}=this;this.busy=!0,this.error=``;try{let o=e?Ee(r,this.printers,a):[],s=o.length>0;if(s&&!await We(this,n,o,a))return;let c=t.locale.time_zone===`server`,l=ke(this.poolOf(r),i,e,s,c),u=await we(t,n.id,l);if(u.targets.every(({state:e})=>e===`failed`))throw Error(_(`sent.none`));Ie(t,r),this.job?.id===n.id&&(this.sent={start:e,targets:u.targets},this.dispatchEvent(new CustomEvent(`sent`,{detail:{job_id:n.id}})),await this.updateComplete,this.sentElement?.focus())}catch(e){this.job?.id===n.id?this.error=C(e):oe(this,C(e))}finally{this.busy=!1}}poolOf(e){return e.any&&this.limited&&!e.printers.size?{...e,printers:new Set(this.order)}:e}finish(e){this.sent=null,this.touched=!1,this.arranged=``,this.terms=T,this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],q.prototype,`job`,void 0),r([i({attribute:!1})],q.prototype,`verdicts`,void 0),r([i({attribute:!1})],q.prototype,`printers`,void 0),r([i({attribute:!1})],q.prototype,`can`,void 0),r([i({reflect:!0})],q.prototype,`layout`,void 0),r([i({type:Boolean})],q.prototype,`limited`,void 0),r([e()],q.prototype,`choice`,void 0),r([e()],q.prototype,`terms`,void 0),r([e()],q.prototype,`more`,void 0),r([e()],q.prototype,`busy`,void 0),r([e()],q.prototype,`error`,void 0),r([e()],q.prototype,`sent`,void 0),r([c(`printmux-sent`)],q.prototype,`sentElement`,void 0),q=r([f(`printmux-dispatch`)],q);async function nt(e,t,n,r){if(r?.state===`dispatching`)throw Error(_(`delete.under_way`,{job:r.name}));let i=await P(e,{title:_(`delete.title`),text:[r?.name??``,_(`delete.text`)].filter(Boolean),confirm:_(`delete`),danger:!0});return i&&await Ce(t,n),i}var J=class extends b{static{this.styles=[v,m,a`
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
        gap: 5px;
        background: color-mix(in srgb, var(--pm-text) 7%, transparent);
        max-width: 100%;
      }
      .chip printmux-icon {
        color: var(--pm-dim);
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
      }
      .chip.warn {
        white-space: normal;
        background: color-mix(in srgb, var(--pm-warn) 16%, transparent);
        color: var(--pm-warn-text);
      }
      .chip.accent {
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
    `]}constructor(){super(),this.brief=!1,new x(this)}render(){if(!this.hass||!this.job)return t;let e=I(this.hass,this.job,this.brief);return n`<ul>
      ${s(e,e=>e.key,rt)}
    </ul>`}};r([i({attribute:!1})],J.prototype,`job`,void 0),r([i({type:Boolean})],J.prototype,`brief`,void 0),J=r([f(`printmux-facts`)],J);function rt(e){return n`<li class="chip ${e.tone??``}" title=${e.title??t}>
    ${e.icon?n`<printmux-icon .path=${e.icon}></printmux-icon>`:t}
    ${e.colors?.map(e=>n`<span class="dot" style=${o({backgroundColor:e})}></span>`)}
    <span class="reader">${e.label}</span>
    <span class="text">${e.text}</span>
  </li>`}var it=2e3;function Y(e){switch(e.state){case`completed`:case`failed`:case`cancelled`:return!0;case`uploaded`:return!e.start;case`pending`:case`uploading`:case`starting`:case`printing`:case`needs_attention`:return!1}}function at(e){return e.state===`pending`||e.state===`uploading`}function ot(e){let t=e=>Date.parse(e.created_at),n=[...e.targets].sort((e,n)=>t(e)-t(n)||e.copy-n.copy||(e.id<n.id?-1:1)),r=[];for(let e of n){let n=r.at(-1),i=r.every(({ended_at:n})=>n&&Date.parse(n)<=t(e));n&&i&&t(e)-t(n)>it&&(r=[]),r.push(e)}return r}function X(e,t){return t?.job?.target_id===e.id?t:null}function Z(e,t){switch(e.state){case`uploading`:return e.progress;case`printing`:return X(e,t)?.progress??e.progress;case`starting`:return 0;case`completed`:return 1;case`pending`:case`uploaded`:case`failed`:case`cancelled`:case`needs_attention`:return null}}function st(e,t,n,r=Date.now()){let i=Z(t,n);switch(t.state){case`pending`:return ut(e,t,r);case`uploading`:case`printing`:{let r=X(t,n)?.state===`paused`;return`${_(r?`printer.paused`:`target.${t.state}`)} · ${Ae(e.locale,i??0)}`}case`uploaded`:case`completed`:case`cancelled`:case`failed`:return t.ended_at?`${_(`target.${t.state}`)} · ${w(e,t.ended_at,r)}`:_(`target.${t.state}`);case`starting`:case`needs_attention`:return _(`target.${t.state}`)}}function ct(e,t,n){return _(`target.sent`,{done:A(e.locale,t.progress*n),size:A(e.locale,n)})}function lt(e,t,n,r=Date.now()){let i=t.state===`printing`?X(t,n):null,a=[];if(typeof i?.remaining_s==`number`){let t=E(e.locale,i.remaining_s);if(a.push(_(`printer.left`,{time:t})),i.state===`printing`){let t=new Date(r+i.remaining_s*1e3).toISOString();a.push(_(`target.until`,{time:w(e,t,r)}))}}if(typeof i?.layer==`number`){let t=D(e.locale,i.layer),n=i.layer_count;a.push(n?_(`target.layer_of`,{layer:t,layers:D(e.locale,n)}):_(`target.layer`,{layer:t}))}return a.join(` · `)}function ut(e,t,n=Date.now()){let r=[dt(e,t,n)];if(t.position&&t.position>1&&r.push(_(`wait.position`,{position:D(e.locale,t.position)})),t.estimated_start&&Date.parse(t.estimated_start)>n){let i=w(e,t.estimated_start,n);r.push(_(`wait.estimated`,{time:i}))}return r.join(` · `)}function dt(e,t,n){if(t.held)return _(`wait.hold`);switch(t.waiting_for){case null:return _(`target.pending`);case`time`:return t.start_at?_(`wait.time_at`,{time:w(e,t.start_at,n)}):_(`wait.time`);case`entity`:return t.start_when?_(`wait.entity_named`,{entity:ft(e,t.start_when)}):_(`wait.entity`);case`bed`:case`busy`:case`filament`:case`hold`:case`offline`:case`power`:case`printer`:return _(`wait.${t.waiting_for}`)}}function ft(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}var pt=a`
  :host {
    display: grid;
    gap: 6px;
    min-width: 0;
    padding-block: 10px;
  }
  .row,
  .main {
    display: flex;
    gap: 4px 12px;
    align-items: center;
    min-width: 0;
  }
  .main {
    flex: 1;
    flex-wrap: wrap;
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
    /* Moved, not widened: that the browser does without arranging the page anew. */
    transform: translateX(calc((var(--share) - 1) * 100%));
    transition: transform 300ms ease-out;
  }
  .bar:dir(rtl) i {
    transform: translateX(calc((1 - var(--share)) * 100%));
  }
  .bar .begins {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
`,mt={pending:[h,`dim`],uploading:[y,`accent`],uploaded:[p,`good`],starting:[d,`accent`],printing:[d,`accent`],completed:[p,`good`],failed:[de,`bad`],cancelled:[me,`dim`],needs_attention:[re,`warn`]},ht=[`printed`,`print_again`,`not_printed`],Q=class extends b{static{this.styles=[v,m,pt]}constructor(){super(),this.can={dispatch:!1,manage:!1},this.busy=!1,this.error=``,new x(this)}render(){let{hass:e,target:r,printer:i}=this;if(!e||!r)return t;let[a,o]=mt[r.state],s=this.details(e,r),c=r.copy>1?` · ${_(`target.copy`,{copy:r.copy})}`:t;return n`<div class="row">
        <printmux-icon class="mark ${o}" .path=${a}></printmux-icon>
        <div class="main">
          <div class="words">
            <div class="name" dir="auto" title=${r.printer_name}>
              ${r.printer_name}${c}
            </div>
            <div class="status">${st(e,r,i)}</div>
            ${s?n`<div class="status dim">${s}</div>`:t}
          </div>
          ${this.can.dispatch?this.renderActions(r):t}
        </div>
      </div>
      ${this.renderBar(r)} ${this.renderMessage(r)}
      ${r.state===`needs_attention`&&this.can.dispatch?this.renderQuestion(r):t}
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}details(e,t){let n=this.job?.plates?0:this.job?.size??0;return t.state===`uploading`&&n?ct(e,t,n):lt(e,t,this.printer)}renderBar(e){let r=Z(e,this.printer);if(r===null||Y(e)||!this.hass)return t;let i=this.details(this.hass,e),a=st(this.hass,e,this.printer),s=e.state===`starting`,c=s?Math.max(r,.1):r;return n`<div
      class="bar"
      role="progressbar"
      aria-label=${_(`target.progress_of`,{printer:e.printer_name})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(r*100)}
      aria-valuetext=${i?`${a} · ${i}`:a}
    >
      <i
        class=${s?`begins`:``}
        style=${o({"--share":`${c}`})}
      ></i>
    </div>`}renderMessage(e){let{error_message:r,why:i}=e,a=e.state===`failed`||e.state===`needs_attention`;return n`${r?n`<p class=${a?`error`:`dim`}>${r}</p>`:t}
    ${i&&!Y(e)?n`<p class="dim">${i}</p>`:t}`}renderActions(e){return n`<div class="actions">
      ${e.waiting_for===`bed`&&this.printer?this.button(_(`bed.cleared`),()=>this.clearBed()):t}
      ${e.state===`pending`?this.button(e.held?_(`target.release`):_(`target.hold`),()=>this.hold(!e.held)):t}
      ${e.state===`failed`?this.renderRetry(e):t}
      ${Y(e)||e.state===`needs_attention`?t:this.button(at(e)?_(`cancel`):_(`target.stop`),()=>this.cancel(e))}
    </div>`}renderRetry(e){if(!this.job||this.job.file_gone)return t;let r=`verdicts`in this.job?this.job.verdicts:{};return n`${this.button(_(`retry`),()=>this.retry(!1))}
    ${j(r[e.printer??``])?this.button(_(`force.confirm`),()=>this.retry(!0)):t}`}button(e,t){return n`<button
      class="button small"
      aria-label=${`${e}: ${this.target?.printer_name??``}`}
      ?disabled=${this.busy}
      @click=${()=>void this.run(t)}
    >
      ${e}
    </button>`}renderQuestion(e){return n`<div
      class="question"
      role="group"
      aria-label=${_(`target.needs_attention`)}
    >
      ${ht.map(t=>this.button(_(`answer.${t}`),async()=>{this.hass&&this.job&&await De(this.hass,this.job,e,t)}))}
    </div>`}async run(e){if(!this.busy){this.busy=!0,this.error=``;try{await e()}catch(e){this.error=C(e)}finally{this.busy=!1}}}async hold(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await Te(t,n.id,e,[r.id])}async retry(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await ye(t,n.id,[r.id],e)}async clearBed(){this.hass&&this.printer&&await S(this.hass,[this.printer.id])}async cancel(e){let{hass:t,job:n}=this;t&&n&&(at(e)||await P(this,{title:_(`stop.title`,{printer:e.printer_name}),text:_(`stop.text`,{job:n.name}),confirm:_(`stop.confirm`),danger:!0}))&&await O(t,n.id,[e.id])}};r([i({attribute:!1})],Q.prototype,`job`,void 0),r([i({attribute:!1})],Q.prototype,`target`,void 0),r([i({attribute:!1})],Q.prototype,`printer`,void 0),r([i({attribute:!1})],Q.prototype,`can`,void 0),r([e()],Q.prototype,`busy`,void 0),r([e()],Q.prototype,`error`,void 0),Q=r([f(`printmux-target`)],Q);var gt=12,$=class extends b{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.all=!1}static{this.styles=[v,m,a`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `]}render(){if(!this.job)return t;let e=ot(this.job),r=e.length>gt?[...e].sort((e,t)=>_t(e.state)-_t(t.state)).slice(0,gt):e;return n`${s(this.all?e:r,e=>e.id,e=>n`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${e}
          .printer=${this.printers.get(e.printer??``)}
          .can=${this.can}
        ></printmux-target>`)}
    ${r.length<e.length&&!this.all?n`<button class="button small" @click=${()=>this.all=!0}>
            ${_(`targets.show_all`,{count:e.length})}
          </button>`:t}`}};r([i({attribute:!1})],$.prototype,`job`,void 0),r([i({attribute:!1})],$.prototype,`printers`,void 0),r([i({attribute:!1})],$.prototype,`can`,void 0),r([e()],$.prototype,`all`,void 0),$=r([f(`printmux-targets`)],$);function _t(e){let t=[`needs_attention`,`failed`,`printing`,`starting`,`uploading`],n=t.indexOf(e);return n<0?t.length:n}export{I as i,nt as n,F as r,ot as t};