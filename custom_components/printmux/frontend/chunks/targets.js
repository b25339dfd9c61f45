import{c as e,d as t,f as n,i as r,l as i,m as a,n as o,r as s,s as c,u as l}from"./lit.js";import{A as ee,J as te,L as ne,M as re,R as ie,U as ae,V as oe,X as u,d as se,dt as d,f,ft as p,g as m,gt as h,h as ce,m as g,n as le,ot as _,p as ue,pt as v,q as de,rt as fe,st as pe,t as me,u as he,vt as y,w as ge,y as _e,yt as b}from"./mdi.js";import{A as ve,B as ye,C as be,D as xe,E as Se,F as Ce,H as x,I as we,L as Te,N as S,O as Ee,P as De,R as C,S as Oe,T as ke,a as w,b as T,c as E,d as D,f as Ae,g as je,i as Me,j as O,k as Ne,l as k,m as Pe,n as Fe,s as Ie,v as Le,w as A,x as j,y as M}from"./thumb.js";import{a as Re,i as ze,n as Be,o as Ve,r as He,s as N,t as Ue}from"./printer-words.js";var We=a`
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
`;function P(e){let[,t]=/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(e)??[];return t?`#${t}`:null}function F(e,t,n=!1){return[t.state===`uploaded`&&I(`reading`,`M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z`,v(`job.uploaded`)),Ge(t),Ke(e,t),qe(e,t),...n?[]:Je(t),!n&&I(`size`,`M17 3H5C3.89 3 3 3.9 3 5V19C3 20.1 3.89 21 5 21H19C20.1 21 21 20.1 21 19V7L17 3M19 19H5V5H16.17L19 7.83V19M12 12C10.34 12 9 13.34 9 15S10.34 18 12 18 15 16.66 15 15 13.66 12 12 12M6 6H15V10H6V6Z`,Ie(e.locale,t.size)),{...I(`age`,m,Fe(e,t.created_at)),title:Me(e,t.created_at)},t.file_gone&&{...I(`file_gone`,`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,v(`fact.file_gone`)),tone:`warn`},t.problem&&{...I(`problem`,`M12,2L1,21H23M12,6L19.53,19H4.47M11,10V14H13V10M11,16V18H13V16`,n?v(`fact.incomplete`):t.problem),tone:`warn`,title:t.problem}].filter(e=>typeof e==`object`&&!!e)}function I(e,t,n){return{key:e,icon:t,text:n,label:v(`fact.label.${e}`)}}function Ge(e){if(!e.start_requested)return null;let t=v(`fact.wants_print`);return{...I(`wants_print`,de,t),tone:`accent`}}function Ke(e,t){return t.estimated_time_s?I(`print_time`,fe,E(e.locale,t.estimated_time_s)):null}function qe(e,t){let n=t.filament_weight_g?Pe(e.locale,t.filament_weight_g):t.filament_length_mm&&k(e.locale,t.filament_length_mm),r=[...new Set(t.filament_type)].join(`, `),i=t.filament_color.flatMap(e=>P(e)??[]),a=[r,n].filter(Boolean).join(` · `);if(!a&&!i.length)return null;let o=t.filament_length_mm&&k(e.locale,t.filament_length_mm);return{...I(`filament`,i.length?``:u,a),colors:[...new Set(i)],...o?{title:o}:{}}}function Je(e){let t=e.source===`browser`,[n,r]=[e.slicer?[e.slicer,e.slicer_version].filter(Boolean).join(` `):t?``:e.source,e.key_name??(t?v(`fact.from_browser`):``)];return[n?I(`slicer`,ge,n):null,r?I(`origin`,e.key_name?ne:_,r):null,e.folder?I(`folder`,ee,e.folder):null]}var Ye=a`
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
    transition: inline-size 1s linear;
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
`,Xe={fits:{icon:se,tone:`good`},warns:{icon:me,tone:`warn`},does_not_fit:{icon:_e,tone:`bad`}},L=class extends y{constructor(...e){super(...e),this.pressed=!1,this.disabled=!1,this.compact=!1,this.open=!1,this.clearing=!1,this.error=``}static{this.styles=[p,d,Ye]}willUpdate(e){e.has(`pressed`)&&this.pressed&&A(this.verdict)&&(this.open=!0)}render(){let{hass:e,printer:r}=this;if(!e||!r)return t;let i=A(this.verdict)?`refused`:``;return n`<div class="tile ${this.pressed?`pressed`:``} ${i}">
      <button
        class="toggle"
        aria-pressed=${this.pressed?`true`:`false`}
        ?disabled=${this.disabled}
        title=${r.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`choose`))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed?f:ce}
        ></printmux-icon>
        <span class="words">
          <span class="name"><bdi>${r.name}</bdi></span>
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
      ${Be(r)?n`<i
              class="progress"
              style=${o({inlineSize:`${(r.progress??0)*100}%`})}
            ></i>`:t}
    </div>`}renderState(e,r){return n`<span class="line">
      <span class="state ${Ue[r.state]}"></span>
      ${r.state===`printing`?n`<span class="reader">${v(`printer.printing`)}</span>`:t}
      <span class="cut">${Ve(e,r)}</span>
    </span>`}renderLoaded(e){let r=e.loaded.flatMap(({color:e})=>P(e)??[]),i=e.queue_length&&` · ${v(`printer.queue`,{count:e.queue_length})}`;return n`<span class="line loaded">
      ${r.map(e=>n`<span class="dot" style=${o({backgroundColor:e})}></span>`)}
      <span class="cut">
        <span class="reader">${v(`printer.loaded`)}</span>
        ${ze(e)||v(`printer.nothing_loaded`)}${i||t}
      </span>
      ${e.tags.map(e=>n`<bdi class="tag">${e}</bdi>`)}
    </span>`}renderVerdict(){let{verdict:e,compact:t}=this;if(!e)return n`<span class="verdict"></span>`;let{icon:r,tone:i}=Xe[e.fit],a=v(`verdict.${e.fit}`),o=n`<printmux-icon .path=${r}></printmux-icon
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
      aria-label=${v(`bed.cleared_of`,{printer:e.name})}
      ?disabled=${this.clearing}
      @click=${()=>void this.clearBed(e)}
    >
      ${v(`bed.cleared`)}
    </button>`}async clearBed(e){if(this.hass&&!this.clearing){this.clearing=!0,this.error=``;try{await S(this.hass,[e.id])}catch(e){this.error=C(e)}finally{this.clearing=!1}}}};r([i({attribute:!1})],L.prototype,`printer`,void 0),r([i({attribute:!1})],L.prototype,`verdict`,void 0),r([i({type:Boolean})],L.prototype,`pressed`,void 0),r([i({type:Boolean})],L.prototype,`disabled`,void 0),r([i({type:Boolean,reflect:!0})],L.prototype,`compact`,void 0),r([e()],L.prototype,`open`,void 0),r([e()],L.prototype,`clearing`,void 0),r([e()],L.prototype,`error`,void 0),L=r([b(`printmux-printer-toggle`)],L);var R=class extends l{constructor(...e){super(...e),this.offers=[],this.choice=M}static{this.styles=[p,d,a`
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
    ${this.renderButton(v(`quick.any`),e.any,a,!0)}
    ${s(i,({key:e})=>e,e=>this.renderOffer(e))}`}renderOffer(e){let t=be(this.choice,e.ids),n=new Set(t?[]:e.ids);return this.renderButton(Ze(e),t,{...this.choice,printers:n})}renderButton(e,r,i,a=!1){return n`<button
      aria-pressed=${r?`true`:`false`}
      title=${a?v(`quick.any_hint`):t}
      @click=${()=>this.dispatchEvent(new CustomEvent(`choose`,{detail:i}))}
    >
      ${a?n`<printmux-icon .path=${ie}></printmux-icon>`:t}
      <span>${e}</span>
    </button>`}};r([i({attribute:!1})],R.prototype,`offers`,void 0),r([i({attribute:!1})],R.prototype,`choice`,void 0),R=r([b(`printmux-quick`)],R);function Ze({key:e,tag:t,ids:n}){if(t)return v(`quick.tag`,{tag:t,number:n.length});let r={number:n.length};return v(e===`fitting`?`quick.fitting`:`quick.all`,r)}var z=class extends y{constructor(...e){super(...e),this.order=[],this.printers=new Map,this.verdicts=j,this.choice=M,this.disabled=!1,this.locked=!1,this.layout=`full`,this.search=``,this.all=!1}static{this.styles=[p,d,a`
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
      <div class="printers" role="group" aria-label=${v(`dispatch.printers`)}>
        ${s(c,e=>e,e=>this.renderPrinter(e))}
      </div>
      ${i&&!c.length?n`<p role="status">${v(`dispatch.nothing_found`)}</p>`:t}
      ${c.length<e.length&&!i?n`<button class="button small" @click=${()=>this.all=!0}>
              ${v(`dispatch.show_all`,{count:e.length})}
            </button>`:t}`}renderSearch(){return n`<label class="search">
      <printmux-icon .path=${oe}></printmux-icon>
      <span class="reader">${v(`dispatch.search`)}</span>
      <input
        type="search"
        placeholder=${v(`dispatch.search`)}
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
    ></printmux-printer-toggle>`}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}};r([i({attribute:!1})],z.prototype,`order`,void 0),r([i({attribute:!1})],z.prototype,`printers`,void 0),r([i({attribute:!1})],z.prototype,`verdicts`,void 0),r([i({attribute:!1})],z.prototype,`choice`,void 0),r([i({type:Boolean})],z.prototype,`disabled`,void 0),r([i({type:Boolean})],z.prototype,`locked`,void 0),r([i({reflect:!0})],z.prototype,`layout`,void 0),r([e()],z.prototype,`search`,void 0),r([e()],z.prototype,`all`,void 0),z=r([b(`printmux-picker`)],z);var B=class extends y{constructor(...e){super(...e),this.choice=M,this.printers=new Map,this.busy=!1}static{this.styles=[p,d,a`
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
        <printmux-icon .path=${_}></printmux-icon>
        <span>${v(`dispatch.upload`)}</span>
      </button>
      <button
        class="button primary"
        aria-busy=${this.busy?`true`:`false`}
        ?disabled=${e||this.busy}
        @click=${()=>this.send(!0)}
      >
        <printmux-icon .path=${u}></printmux-icon>
        <span>${this.busy?v(`dispatch.sending`):this.label()}</span>
      </button>
    </div>`}label(){let{chosen:e}=this;if(this.choice.any)return e.length>1?v(`dispatch.print_any_of`,{count:e.length}):v(`dispatch.print_any`);let[t]=e;return t&&e.length===1?v(`dispatch.print_at`,{printer:t.name}):t?v(`dispatch.print_on`,{count:e.length}):v(`dispatch.print`)}send(e){this.dispatchEvent(new CustomEvent(`send`,{detail:{start:e}}))}};r([i({attribute:!1})],B.prototype,`choice`,void 0),r([i({attribute:!1})],B.prototype,`printers`,void 0),r([i({type:Boolean})],B.prototype,`busy`,void 0),B=r([b(`printmux-send`)],B);var Qe=[`pending`,`uploading`];function V(e,t){let n=new Map(e.targets.map(e=>[e.id,e.state]));return t.targets.filter(({id:e,state:t})=>Qe.includes(n.get(e)??t)).map(({id:e})=>e)}var H=class extends y{constructor(...e){super(...e),this.busy=!1,this.error=``}static{this.styles=[p,d,a`
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
    `]}connectedCallback(){super.connectedCallback(),this.tabIndex=-1}firstUpdated(){this.sent&&h(this,this.words(this.sent),{text:v(`undo`),action:()=>void this.undo()})}render(){let{job:e,sent:r}=this;if(!e||!r)return t;let i=r.targets.filter(({state:e})=>e===`failed`);return n`<div class="box" role="status">
        <printmux-icon .path=${ue}></printmux-icon>
        <p>${this.words(r)}</p>
        ${i.length?n`<p class="error">
                ${v(`sent.failed`,{printers:this.names(i)})}
              </p>`:t}
        <div class="buttons">
          ${V(e,r).length?n`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${()=>void this.undo()}
                >
                  <printmux-icon .path=${pe}></printmux-icon>${v(`undo`)}
                </button>`:t}
          <button class="button" @click=${()=>this.finish(!1)}>
            ${v(`sent.done`)}
          </button>
        </div>
      </div>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}words({start:e,targets:t}){let n=this.names(t.filter(({state:e})=>e!==`failed`));return v(e?`sent.print`:`sent.upload`,{printers:n})}names(e){let t=[...new Set(e.map(({printer_name:e})=>e))];return this.hass?He(this.hass,t):``}async undo(){let{hass:e,job:t,sent:n}=this;if(!e||!t||!n||this.busy)return;this.busy=!0,this.error=``;try{let r=V(t,n);r.length?(await O(e,t.id,r),this.finish(!0)):this.error=v(`sent.too_late`)}catch(e){this.error=C(e)}this.busy=!1;let r=document.querySelector(`home-assistant`);this.error&&!this.isConnected&&r&&h(r,this.error)}finish(e){this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],H.prototype,`job`,void 0),r([i({attribute:!1})],H.prototype,`sent`,void 0),r([e()],H.prototype,`busy`,void 0),r([e()],H.prototype,`error`,void 0),H=r([b(`printmux-sent`)],H);var U=class extends l{constructor(...e){super(...e),this.value=1,this.min=1,this.max=99,this.label=``,this.disabled=!1}static{this.styles=[p,d,a`
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
        ${this.renderButton(-1,ae,v(`stepper.less`,{what:this.label}))}
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
        ${this.renderButton(1,te,v(`stepper.more`,{what:this.label}))}
      </span>`}renderButton(e,t,r){let i=this.value+e;return n`<button
      class="icon-button"
      aria-label=${r}
      ?disabled=${this.disabled||i<this.min||i>this.max}
      @click=${()=>this.set(i)}
    >
      <printmux-icon .path=${t}></printmux-icon>
    </button>`}set(e){let t=Number.isFinite(e)?Math.round(e):this.value,n=Math.min(this.max,Math.max(this.min,t));n!==this.value&&(this.value=n,this.dispatchEvent(new Event(`change`)))}};r([i({type:Number})],U.prototype,`value`,void 0),r([i({type:Number})],U.prototype,`min`,void 0),r([i({type:Number})],U.prototype,`max`,void 0),r([i()],U.prototype,`label`,void 0),r([i({type:Boolean})],U.prototype,`disabled`,void 0),U=r([b(`printmux-stepper`)],U);var W=new Set(`binary_sensor input_boolean switch schedule person sensor input_number`.split(` `)),$e=300,G=class extends y{constructor(...e){super(...e),this.terms=T,this.disabled=!1}static{this.styles=[p,d,a`
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
        <label for="start_at">${v(`terms.start_at`)}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${e}
          ?disabled=${this.disabled}
          @change=${e=>this.change({startAt:et(e)})}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${v(`terms.priority`)}
        .value=${r}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${e=>this.change({priority:e.target.value})}
      ></printmux-stepper>
      <p class="dim">${v(`terms.hint`)}</p>`}renderEntity(){let{startWhen:e}=this.terms;return customElements.get(`ha-entity-picker`)?n`<ha-entity-picker
        .hass=${this.hass}
        .label=${v(`terms.start_when`)}
        .value=${e}
        .includeDomains=${[...W]}
        .disabled=${this.disabled}
        @value-changed=${e=>{e.stopPropagation(),this.change({startWhen:e.detail.value??``})}}
      ></ha-entity-picker>`:n`<div class="field">
      <label for="start_when">${v(`terms.start_when`)}</label>
      <input
        id="start_when"
        list="entities"
        placeholder="binary_sensor.…"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        .value=${e}
        ?disabled=${this.disabled}
        @change=${e=>this.change({startWhen:et(e).trim()})}
      />
      <datalist id="entities">
        ${this.entities().map(([e,t])=>n`<option value=${e}>${t}</option>`)}
      </datalist>
    </div>`}entities(){return Object.values(this.hass?.states??{}).filter(({entity_id:e})=>W.has(e.split(`.`)[0]??``)).slice(0,$e).map(({entity_id:e,attributes:t})=>[e,typeof t.friendly_name==`string`?t.friendly_name:``])}change(e){this.terms={...this.terms,...e},this.dispatchEvent(new Event(`change`))}};r([i({attribute:!1})],G.prototype,`terms`,void 0),r([i({type:Boolean})],G.prototype,`disabled`,void 0),G=r([b(`printmux-terms`)],G);function et(e){return e.target.value}var K=class extends y{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.layout=`full`,this.limited=!1,this.choice=M,this.terms=T,this.more=!1,this.busy=!1,this.error=``,this.sent=null,this.order=[],this.ordered=``,this.touched=!1}static{this.styles=[p,d,We]}willUpdate(e){let t=e.get(`job`);e.has(`job`)&&t?.id!==this.job?.id&&this.reset(),this.arrange()}reset(){this.touched=!1,this.ordered=``,this.terms=T,this.more=!1,this.error=``,this.sent=null}arrange(){let e=[...this.printers.keys()].sort().join(` `),t=`${this.job?.id??``} ${this.verdicts?`judged`:``} ${e}`;if(t===this.ordered)return;this.ordered=t;let n=this.verdicts??{};if(this.order=Se(this.printers,n),!this.touched&&this.hass)this.choice=Oe(this.order,n,je(this.hass));else{let e=[...this.choice.printers].filter(e=>this.order.includes(e));this.choice={...this.choice,printers:new Set(e)}}}render(){let{hass:e,job:r}=this;return!e||!r?t:this.sent?n`<printmux-sent
        .hass=${e}
        .job=${r}
        .sent=${this.sent}
        @done=${e=>this.finish(e.detail.undone)}
      ></printmux-sent>`:r.file_gone?n`<p class="note">${v(`dispatch.file_gone`)}</p>`:this.order.length?n`<printmux-picker
        .hass=${e}
        .order=${this.order}
        .printers=${this.printers}
        .verdicts=${this.verdicts??j}
        .choice=${this.choice}
        .disabled=${this.busy}
        .locked=${!this.can.dispatch}
        .layout=${this.layout}
        @choose=${e=>this.choose(e.detail)}
      ></printmux-picker>
      ${this.can.dispatch?n`${this.renderTerms()} ${this.renderSend()}`:n`<p class="note">${v(`dispatch.not_allowed`)}</p>`}`:n`<p class="note">${v(`dispatch.no_printers`)}</p>`}renderTerms(){return n`<div class="options">
        <printmux-stepper
          .label=${v(`dispatch.copies`)}
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
          ${v(`more`)}
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
      </ul>`}plan(){let{any:e,printers:t}=this.choice;if(!e&&!t.size)return[v(`dispatch.choose`)];let{copies:n}=this.terms,r=n*(e?1:t.size),i=[...t].flatMap(e=>this.printers.get(e)??[]);return[...n>1?[v(`dispatch.prints`,{count:r})]:[],...e||!this.hass?[]:Re(this.hass,i)]}choose(e){!this.busy&&this.can.dispatch&&(this.touched=!0,this.error=``,this.choice=e)}async send(e){let{hass:t,job:n}=this;if(t&&n&&!this.busy){this.busy=!0,this.error=``;try{let r=e?Ee(this.choice,this.printers,this.verdicts??{}):[];if(r.length&&!await this.confirmForce(r))return;let i=this.poolOf(this.choice),a=t.locale.time_zone===`server`,o=ke(i,this.terms,e,r.length>0,a),s=await we(t,n.id,o);if(s.targets.every(({state:e})=>e===`failed`))throw Error(v(`sent.none`));Le(t,this.choice),this.job?.id===n.id&&(this.sent={start:e,targets:s.targets},this.dispatchEvent(new CustomEvent(`sent`,{detail:{job_id:n.id}})),await this.updateComplete,this.sentElement?.focus())}catch(e){this.error=C(e)}finally{this.busy=!1}}}poolOf(e){return e.any&&this.limited&&!e.printers.size?{...e,printers:new Set(this.order)}:e}confirmForce(e){return N(this,{title:v(`force.title`,{job:this.job?.name??``}),text:[...e.map(e=>v(`force.reason`,{printer:e.name,reasons:this.verdicts?.[e.id]?.reasons.join(`. `)??``})),v(`force.text`)],confirm:v(`force.confirm`),danger:!0})}finish(e){this.sent=null,this.touched=!1,this.ordered=``,this.terms=T,this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],K.prototype,`job`,void 0),r([i({attribute:!1})],K.prototype,`verdicts`,void 0),r([i({attribute:!1})],K.prototype,`printers`,void 0),r([i({attribute:!1})],K.prototype,`can`,void 0),r([i({reflect:!0})],K.prototype,`layout`,void 0),r([i({type:Boolean})],K.prototype,`limited`,void 0),r([e()],K.prototype,`choice`,void 0),r([e()],K.prototype,`terms`,void 0),r([e()],K.prototype,`more`,void 0),r([e()],K.prototype,`busy`,void 0),r([e()],K.prototype,`error`,void 0),r([e()],K.prototype,`sent`,void 0),r([c(`printmux-sent`)],K.prototype,`sentElement`,void 0),K=r([b(`printmux-dispatch`)],K);async function tt(e,t,n,r){if(r?.state===`dispatching`)throw Error(v(`delete.under_way`,{job:r.name}));let i=await N(e,{title:v(`delete.title`),text:[r?.name??``,v(`delete.text`)].filter(Boolean),confirm:v(`delete`),danger:!0});return i&&await Ce(t,n),i}var q=class extends y{static{this.styles=[p,d,a`
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
    `]}constructor(){super(),this.brief=!1,new x(this)}render(){if(!this.hass||!this.job)return t;let e=F(this.hass,this.job,this.brief);return n`<ul>
      ${s(e,e=>e.key,nt)}
    </ul>`}};r([i({attribute:!1})],q.prototype,`job`,void 0),r([i({type:Boolean})],q.prototype,`brief`,void 0),q=r([b(`printmux-facts`)],q);function nt(e){return n`<li class="chip ${e.tone??``}" title=${e.title??t}>
    ${e.icon?n`<printmux-icon .path=${e.icon}></printmux-icon>`:t}
    ${e.colors?.map(e=>n`<span class="dot" style=${o({backgroundColor:e})}></span>`)}
    <span class="reader">${e.label}</span>
    <span class="text">${e.text}</span>
  </li>`}var rt=2e3;function J(e){switch(e.state){case`completed`:case`failed`:case`cancelled`:return!0;case`uploaded`:return!e.start;case`pending`:case`uploading`:case`starting`:case`printing`:case`needs_attention`:return!1}}function it(e){return e.state===`pending`||e.state===`uploading`}function at(e){let t=e=>Date.parse(e.created_at),n=[...e.targets].sort((e,n)=>t(e)-t(n)||e.copy-n.copy||(e.id<n.id?-1:1)),r=[];for(let e of n){let n=r.at(-1),i=r.every(({ended_at:n})=>n&&Date.parse(n)<=t(e));n&&i&&t(e)-t(n)>rt&&(r=[]),r.push(e)}return r}function Y(e,t){return t?.job?.target_id===e.id?t:null}function ot(e,t){switch(e.state){case`uploading`:return e.progress;case`printing`:return Y(e,t)?.progress??e.progress;case`starting`:return 0;case`completed`:return 1;case`pending`:case`uploaded`:case`failed`:case`cancelled`:case`needs_attention`:return null}}function st(e,t,n,r=Date.now()){let i=ot(t,n);switch(t.state){case`pending`:return ct(e,t,r);case`uploading`:case`printing`:{let r=Y(t,n)?.state===`paused`;return`${v(r?`printer.paused`:`target.${t.state}`)} · ${Ae(e.locale,i??0)}`}case`uploaded`:case`completed`:case`cancelled`:case`failed`:return t.ended_at?`${v(`target.${t.state}`)} · ${w(e,t.ended_at,r)}`:v(`target.${t.state}`);case`starting`:case`needs_attention`:return v(`target.${t.state}`)}}function X(e,t,n,r=Date.now()){let i=t.state===`printing`?Y(t,n):null,a=[];if(typeof i?.remaining_s==`number`){let t=E(e.locale,i.remaining_s);if(a.push(v(`printer.left`,{time:t})),i.state===`printing`){let t=new Date(r+i.remaining_s*1e3).toISOString();a.push(v(`target.until`,{time:w(e,t,r)}))}}if(typeof i?.layer==`number`){let t=D(e.locale,i.layer),n=i.layer_count;a.push(n?v(`target.layer_of`,{layer:t,layers:D(e.locale,n)}):v(`target.layer`,{layer:t}))}return a.join(` · `)}function ct(e,t,n=Date.now()){let r=[lt(e,t,n)];if(t.position&&t.position>1&&r.push(v(`wait.position`,{position:D(e.locale,t.position)})),t.estimated_start&&Date.parse(t.estimated_start)>n){let i=w(e,t.estimated_start,n);r.push(v(`wait.estimated`,{time:i}))}return r.join(` · `)}function lt(e,t,n){if(t.held)return v(`wait.hold`);switch(t.waiting_for){case null:return v(`target.pending`);case`time`:return t.start_at?v(`wait.time_at`,{time:w(e,t.start_at,n)}):v(`wait.time`);case`entity`:return t.start_when?v(`wait.entity_named`,{entity:ut(e,t.start_when)}):v(`wait.entity`);case`bed`:case`busy`:case`filament`:case`hold`:case`offline`:case`power`:case`printer`:return v(`wait.${t.waiting_for}`)}}function ut(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}var dt=a`
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
`,ft={pending:[m,`dim`],uploading:[_,`accent`],uploaded:[f,`good`],starting:[u,`accent`],printing:[u,`accent`],completed:[f,`good`],failed:[le,`bad`],cancelled:[he,`dim`],needs_attention:[re,`warn`]},pt=[`printed`,`print_again`,`not_printed`],Z=class extends y{static{this.styles=[p,d,dt]}constructor(){super(),this.can={dispatch:!1,manage:!1},this.busy=!1,this.error=``,new x(this)}render(){let{hass:e,target:r,printer:i}=this;if(!e||!r)return t;let[a,o]=ft[r.state],s=X(e,r,i),c=r.copy>1?` · ${v(`target.copy`,{copy:r.copy})}`:t;return n`<div class="row">
        <printmux-icon class="mark ${o}" .path=${a}></printmux-icon>
        <div class="words">
          <div class="name" title=${r.printer_name}>
            <bdi>${r.printer_name}</bdi>${c}
          </div>
          <div class="status">${st(e,r,i)}</div>
          ${s?n`<div class="status dim">${s}</div>`:t}
        </div>
        ${this.can.dispatch?this.renderActions(r):t}
      </div>
      ${this.renderBar(r)} ${this.renderMessage(r)}
      ${r.state===`needs_attention`&&this.can.dispatch?this.renderQuestion(r):t}
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}renderBar(e){let r=ot(e,this.printer);if(r===null||J(e)||!this.hass)return t;let i=X(this.hass,e,this.printer),a=st(this.hass,e,this.printer);return n`<div
      class="bar"
      role="progressbar"
      aria-label=${v(`target.progress_of`,{printer:e.printer_name})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(r*100)}
      aria-valuetext=${i?`${a} · ${i}`:a}
    >
      <i
        class=${e.state===`starting`?`begins`:``}
        style=${o({inlineSize:`${r*100}%`})}
      ></i>
    </div>`}renderMessage(e){let{error_message:r,why:i}=e,a=e.state===`failed`||e.state===`needs_attention`;return n`${r?n`<p class=${a?`error`:`dim`}>${r}</p>`:t}
    ${i&&!J(e)?n`<p class="dim">${i}</p>`:t}`}renderActions(e){return n`<div class="actions">
      ${e.waiting_for===`bed`&&this.printer?this.button(v(`bed.cleared`),()=>this.clearBed()):t}
      ${e.state===`pending`?this.button(e.held?v(`target.release`):v(`target.hold`),()=>this.hold(!e.held)):t}
      ${e.state===`failed`?this.renderRetry(e):t}
      ${J(e)||e.state===`needs_attention`?t:this.button(it(e)?v(`cancel`):v(`target.stop`),()=>this.cancel(e))}
    </div>`}renderRetry(e){if(!this.job||this.job.file_gone)return t;let r=`verdicts`in this.job?this.job.verdicts:{};return n`${this.button(v(`retry`),()=>this.retry(!1))}
    ${A(r[e.printer??``])?this.button(v(`force.confirm`),()=>this.retry(!0)):t}`}button(e,t){return n`<button
      class="button small"
      aria-label=${`${e}: ${this.target?.printer_name??``}`}
      ?disabled=${this.busy}
      @click=${()=>void this.run(t)}
    >
      ${e}
    </button>`}renderQuestion(e){return n`<div
      class="question"
      role="group"
      aria-label=${v(`target.needs_attention`)}
    >
      ${pt.map(t=>this.button(v(`answer.${t}`),async()=>{this.hass&&this.job&&await De(this.hass,this.job,e,t)}))}
    </div>`}async run(e){if(!this.busy){this.busy=!0,this.error=``;try{await e()}catch(e){this.error=C(e)}finally{this.busy=!1}}}async hold(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await Te(t,n.id,e,[r.id])}async retry(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await ye(t,n.id,[r.id],e)}async clearBed(){this.hass&&this.printer&&await S(this.hass,[this.printer.id])}async cancel(e){let{hass:t,job:n}=this;t&&n&&(it(e)||await N(this,{title:v(`stop.title`,{printer:e.printer_name}),text:v(`stop.text`,{job:n.name}),confirm:v(`stop.confirm`),danger:!0}))&&await O(t,n.id,[e.id])}};r([i({attribute:!1})],Z.prototype,`job`,void 0),r([i({attribute:!1})],Z.prototype,`target`,void 0),r([i({attribute:!1})],Z.prototype,`printer`,void 0),r([i({attribute:!1})],Z.prototype,`can`,void 0),r([e()],Z.prototype,`busy`,void 0),r([e()],Z.prototype,`error`,void 0),Z=r([b(`printmux-target`)],Z);var mt=12,Q=class extends y{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.all=!1}static{this.styles=[p,d,a`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `]}render(){if(!this.job)return t;let e=at(this.job),r=e.length>mt?[...e].sort((e,t)=>$(e.state)-$(t.state)).slice(0,mt):e;return n`${s(this.all?e:r,e=>e.id,e=>n`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${e}
          .printer=${this.printers.get(e.printer??``)}
          .can=${this.can}
        ></printmux-target>`)}
    ${r.length<e.length&&!this.all?n`<button class="button small" @click=${()=>this.all=!0}>
            ${v(`targets.show_all`,{count:e.length})}
          </button>`:t}`}};r([i({attribute:!1})],Q.prototype,`job`,void 0),r([i({attribute:!1})],Q.prototype,`printers`,void 0),r([i({attribute:!1})],Q.prototype,`can`,void 0),r([e()],Q.prototype,`all`,void 0),Q=r([b(`printmux-targets`)],Q);function $(e){let t=[`needs_attention`,`failed`,`printing`,`starting`,`uploading`],n=t.indexOf(e);return n<0?t.length:n}export{F as i,tt as n,P as r,at as t};