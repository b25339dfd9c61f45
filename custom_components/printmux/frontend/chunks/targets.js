import{c as e,d as t,f as n,i as r,l as i,m as a,n as o,r as s,s as c,u as l}from"./lit.js";import{B as u,G as ee,N as te,Q as d,R as ne,T as re,U as ie,X as ae,Y as oe,_ as f,a as se,at as ce,b as le,bt as p,c as ue,ct as m,d as de,f as fe,g as pe,h,ht as g,j as me,lt as he,m as ge,mt as _,n as _e,p as v,pt as y,t as ve,vt as ye,xt as b}from"./mdi.js";import{A as be,B as xe,C as Se,D as Ce,E as we,F as Te,H as Ee,I as De,L as Oe,N as ke,O as Ae,P as je,R as x,S as Me,T as Ne,a as Pe,b as S,c as Fe,d as C,f as w,g as Ie,h as T,j as E,k as Le,l as D,o as Re,p as ze,r as Be,v as Ve,w as O,x as k,y as A}from"./thumb.js";import{a as He,c as Ue,f as j,i as We,l as Ge,m as M,n as Ke,o as qe,p as N,r as Je,t as Ye,u as Xe}from"./bar.js";var Ze=a`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
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
    gap: 8px;
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
    z-index: 2;
    margin-block: -8px;
  }
  /* The first line is kept free: choosing a printer moves nothing. */
  .plan {
    min-height: 20px;
    margin: 0;
    padding: 0;
    line-height: 20px;
    list-style: none;
    overflow-wrap: anywhere;
  }
  :host([layout="compact"]) {
    gap: 8px;
  }
`;async function Qe(e,t,n,r,i){return j(e,{title:g(`force.title`,{job:n.name}),text:[...r.map(({id:e,name:n})=>g(`force.reason`,{printer:n,reasons:M(t,i[e]?.reasons??[])})),g(`force.text`)],confirm:g(`force.confirm`),danger:!0})}function P(e){let[,t]=/^#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(e)??[];return t?`#${t}`:null}function $e(e,t,n=!1){return[t.state===`uploaded`&&F(`reading`,`M6,2H18V8H18V8L14,12L18,16V16H18V22H6V16H6V16L10,12L6,8V8H6V2M16,16.5L12,12.5L8,16.5V20H16V16.5M12,11.5L16,7.5V4H8V7.5L12,11.5M10,6H14V6.75L12,8.75L10,6.75V6Z`,g(`job.uploaded`)),nt(t),rt(e,t),it(e,t),...n?[]:at(t),t.plates>1&&F(`plate`,`M12,18.54L19.37,12.8L21,14.07L12,21.07L3,14.07L4.62,12.81L12,18.54M12,16L3,9L12,2L21,9L12,16M12,4.53L6.26,9L12,13.47L17.74,9L12,4.53Z`,et(e,t)),!n&&F(`size`,`M17 3H5C3.89 3 3 3.9 3 5V19C3 20.1 3.89 21 5 21H19C20.1 21 21 20.1 21 19V7L17 3M19 19H5V5H16.17L19 7.83V19M12 12C10.34 12 9 13.34 9 15S10.34 18 12 18 15 16.66 15 15 13.66 12 12 12M6 6H15V10H6V6Z`,C(e.locale,t.size)),{...F(`age`,f,Re(e,t.created_at)),title:Fe(e,t.created_at)},t.file_gone&&{...F(`file_gone`,`M19,4H15.5L14.5,3H9.5L8.5,4H5V6H19M6,19A2,2 0 0,0 8,21H16A2,2 0 0,0 18,19V7H6V19Z`,g(`fact.file_gone`)),tone:`warn`},tt(e,t,n)].filter(e=>typeof e==`object`&&!!e)}function F(e,t,n){return{key:e,icon:t,text:n,label:g(`fact.label.${e}`)}}function et({locale:e},{plate_index:t,plates:n}){return t===null?g(`fact.plates`,{count:n}):g(`fact.plate`,{plate:T(e,t),plates:T(e,n)})}function tt(e,t,n){if(!t.problem)return null;let r=N(e,t.problem),i=n?g(`fact.incomplete`):r;return{...F(`problem`,se,i),tone:`warn`,title:r}}function nt(e){if(!e.start_requested)return null;let t=g(`fact.wants_print`);return{...F(`wants_print`,oe,t),tone:`accent`}}function rt(e,t){return t.estimated_time_s?F(`print_time`,ce,w(e.locale,t.estimated_time_s)):null}function it(e,t){let n=t.filament_weight_g?Ve(e.locale,t.filament_weight_g):t.filament_length_mm&&ze(e.locale,t.filament_length_mm),r=[...new Set(t.filament_type)].join(`, `),i=t.filament_color.flatMap(e=>P(e)??[]),a=[r,n].filter(Boolean).join(` · `);if(!a&&!i.length)return null;let o=t.filament_length_mm&&ze(e.locale,t.filament_length_mm);return{...F(`filament`,i.length?``:d,a),colors:[...new Set(i)],...o?{title:o}:{}}}function at(e){let t=[e.slicer,e.slicer_version].filter(Boolean).join(` `),n=e.source===`browser`&&g(`fact.from_browser`);return[e.slicer?F(`slicer`,re,t):null,e.key_name?F(`origin`,ne,e.key_name):null,n?F(`origin`,m,n):null,e.folder?F(`folder`,me,e.folder):null]}var ot=a`
  :host {
    display: grid;
    min-width: 0;
    container-type: inline-size;
    contain-intrinsic-size: none 106px;
  }
  :host([compact]) {
    contain-intrinsic-size: none 50px;
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
    -webkit-tap-highlight-color: transparent;
  }
  /* All of the tile is the button, but for what can be pressed on it. */
  .toggle::after {
    content: "";
    position: absolute;
    inset: 0;
    border-radius: var(--pm-radius);
  }
  .below > button,
  ul,
  p {
    position: relative;
    z-index: 1;
  }
  .tile:not(.pressed):has(.toggle:hover:not(:disabled)) {
    background: color-mix(in srgb, var(--pm-accent) 5%, var(--pm-surface));
  }
  .toggle:focus-visible {
    outline: none;
  }
  .toggle:focus-visible::after {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: -4px;
  }
  .mark {
    --pm-icon-size: 24px;
    color: var(--pm-dim);
  }
  :host([locked]) .mark {
    display: none;
  }
  :host([locked]) :is(.below, ul) {
    padding-inline-start: 12px;
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
    font-size: var(--pm-font-l);
    font-weight: 500;
    line-height: 24px;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
    overflow-wrap: anywhere;
  }
  .line {
    display: flex;
    align-items: center;
    gap: 6px;
    min-width: 0;
    min-height: 20px;
    line-height: 20px;
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
  .state {
    flex: none;
    width: 8px;
    height: 8px;
    margin: 0 2px;
    border-radius: 50%;
    background: var(--pm-dim);
    forced-color-adjust: none;
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
  .tag {
    padding: 0 6px;
    border: 1px solid var(--pm-line);
    border-radius: 6px;
    font-size: var(--pm-font-s);
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
    margin-block-start: auto;
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
    font-size: var(--pm-font-s);
    font-weight: 500;
    line-height: 1.2;
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
  @container (max-width: 180px) {
    :host(:not([compact])) .below {
      padding-inline-start: 12px;
    }
  }
  /* Where a printer has a line of its own, what to do about it has its end. */
  @container (min-width: 320px) {
    :host(:not([compact])) .tile {
      flex-flow: row wrap;
      align-content: start;
    }
    :host(:not([compact])) .toggle {
      flex: 1 1 0;
      width: auto;
      min-width: 0;
      padding-block-end: 12px;
    }
    :host(:not([compact])) .below {
      flex-flow: column;
      align-items: flex-end;
      justify-content: flex-start;
      margin: 0;
      padding: 8px 12px;
      padding-inline-start: 0;
    }
    :host(:not([compact])) :is(ul, p) {
      flex-basis: 100%;
    }
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
  :host([compact]) .mark {
    --pm-icon-size: 20px;
  }
  :host([compact]) .words {
    gap: 0;
  }
  :host([compact]) .name {
    -webkit-line-clamp: 1;
    word-break: break-all;
    font-size: var(--pm-font-m);
    line-height: 20px;
  }
  :host([compact]) .line {
    min-height: 18px;
    font-size: var(--pm-font-s);
    line-height: 18px;
  }
  /* The state is told in full before what is loaded. */
  :host([compact]) .material {
    flex: 0 1000 auto;
  }
  :host([compact]) .swatch {
    width: 10px;
    height: 10px;
  }
  :host([compact]) .below {
    display: contents;
  }
  :host([compact]) .verdict {
    flex: none;
    justify-content: center;
    min-width: 32px;
    margin-inline: 4px 6px;
    padding: 0;
  }
  :host([compact]) ul,
  :host([compact]) p {
    flex-basis: 100%;
    padding-inline-start: 36px;
  }
  @media (pointer: coarse) {
    button.verdict {
      min-height: 44px;
      border-radius: 22px;
    }
    :host([compact]) button.verdict {
      min-width: 44px;
    }
  }
  @media (forced-colors: active) {
    .tile.pressed {
      border-color: Highlight;
      outline: 3px solid Highlight;
      outline-offset: -3px;
    }
    .progress {
      forced-color-adjust: none;
      background: Highlight;
    }
    button.verdict {
      border: 1px solid ButtonBorder;
    }
  }
`,st={fits:{icon:fe,tone:`good`},warns:{icon:ve,tone:`warn`},does_not_fit:{icon:le,tone:`bad`}},I=class extends Ge{constructor(...e){super(...e),this.pressed=!1,this.disabled=!1,this.locked=!1,this.compact=!1,this.open=!1,this.clearing=!1,this.error=``}static{this.styles=[_,y,ot,Xe]}willUpdate(e){e.has(`pressed`)&&this.pressed&&O(this.verdict)&&(this.open=!0)}render(){let{hass:e,printer:r}=this;if(!e||!r)return t;let i=O(this.verdict)?`refused`:``;return n`<div class="tile ${this.pressed?`pressed`:``} ${i}">
      <button
        class="toggle"
        aria-pressed=${this.pressed?`true`:`false`}
        aria-describedby=${this.verdict?`verdict reasons`:t}
        ?disabled=${this.disabled||this.locked}
        title=${r.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`choose`))}
      >
        <printmux-icon
          class="mark"
          .path=${this.pressed?v:pe}
        ></printmux-icon>
        <span class="words">
          <span class="name" dir="auto">${r.name}</span>
          ${this.compact?this.renderBrief(e,r):this.renderAll(e,r)}
        </span>
      </button>
      <div class="below">
        ${this.renderVerdict(e)}
        ${r.bed_waits&&!this.disabled&&!this.locked?this.renderBed(r):t}
      </div>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}
      <ul id="reasons" ?hidden=${!this.open||!this.verdict?.reasons.length}>
        ${this.verdict?.reasons.map(t=>n`<li>${N(e,t)}</li>`)}
      </ul>
      ${Ke(r)?n`<i
              class="progress"
              style=${s({inlineSize:`${(r.progress??0)*100}%`})}
            ></i>`:t}
    </div>`}renderAll(e,t){return n`<span class="line">${this.renderState(e,t)}</span>
      ${this.renderLoaded(t)}`}renderBrief(e,r){let i=L(r);return n`<span class="line">
      ${this.renderState(e,r)} ${R(r)}
      ${i?n`<span class="cut material">${i}</span>`:t}
    </span>`}renderState(e,r){return n` <span class="state ${Ue(r)}"></span>
      ${r.state===`printing`?n`<span class="reader">${g(`printer.printing`)}</span>`:t}
      <span class="cut">${qe(e,r)}</span>`}renderLoaded(e){let r=e.queue_length&&` · ${g(`printer.queue`,{count:e.queue_length})}`;return n`<span class="line loaded">
      ${R(e)}
      <span class="cut">
        ${L(e)??g(`printer.nothing_loaded`)}${r||t}
      </span>
      ${e.tags.map(e=>n`<bdi class="tag">${e}</bdi>`)}
    </span>`}renderVerdict(e){let{verdict:r,compact:i}=this,a=r?.fit??`warns`,{icon:o,tone:s}=st[a],c=g(`verdict.${a}`),l=n`<printmux-icon .path=${o}></printmux-icon
      ><span id="verdict" class=${i?`reader`:``}>${c}</span>`;return r?r.reasons.length?n`<button
      class="verdict ${s}"
      title=${M(e,r.reasons)}
      aria-expanded=${this.open?`true`:`false`}
      aria-controls="reasons"
      aria-label=${`${c}: ${this.printer?.name??``}`}
      @click=${()=>this.open=!this.open}
    >
      ${l}
      ${i?t:n`<printmux-icon class="more" .path=${h}></printmux-icon>`}
    </button>`:n`<span class="verdict ${s}" title=${c}>${l}</span>`:n`<span class="verdict" aria-hidden="true" style="visibility: hidden"
        >${l}</span
      >`}renderBed(e){return n`<button
      class=${this.compact?`icon-button`:`button small`}
      aria-label=${g(`bed.cleared_of`,{printer:e.name})}
      title=${this.compact?g(`bed.cleared`):t}
      ?disabled=${this.clearing}
      @click=${()=>void this.clearBed(e)}
    >
      <printmux-icon .path=${ue}></printmux-icon>
      ${this.compact?t:g(`bed.cleared`)}
    </button>`}async clearBed(e){if(this.hass&&!this.clearing){this.clearing=!0,this.error=``;try{await ke(this.hass,[e.id])}catch(e){this.error=x(e)}finally{this.clearing=!1}}}};r([i({attribute:!1})],I.prototype,`printer`,void 0),r([i({attribute:!1})],I.prototype,`verdict`,void 0),r([i({type:Boolean})],I.prototype,`pressed`,void 0),r([i({type:Boolean})],I.prototype,`disabled`,void 0),r([i({type:Boolean,reflect:!0})],I.prototype,`locked`,void 0),r([i({type:Boolean,reflect:!0})],I.prototype,`compact`,void 0),r([e()],I.prototype,`open`,void 0),r([e()],I.prototype,`clearing`,void 0),r([e()],I.prototype,`error`,void 0),I=r([b(`printmux-printer-toggle`)],I);function L(e){let t=We(e);return t?n`<span class="reader">${g(`printer.loaded`)}</span> ${t}`:null}function R(e){return e.loaded.flatMap(({color:e})=>P(e)??[]).map(e=>n`<span
          class="swatch"
          style=${s({backgroundColor:e})}
        ></span>`)}var z=class extends l{constructor(...e){super(...e),this.offers=[],this.choice=A}static{this.styles=[_,y,a`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        min-width: 0;
        max-width: 100%;
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
      @media (pointer: coarse) {
        button {
          min-height: 44px;
          border-radius: 22px;
        }
      }
      @media (forced-colors: active) {
        [aria-pressed="true"] {
          border-color: Highlight;
          outline: 2px solid Highlight;
          outline-offset: -2px;
        }
      }
    `]}render(){if(!this.offers.length)return t;let{choice:e}=this,[r,...i]=this.offers,a={...e,any:!e.any};return n`${r?this.renderOffer(r):t}
    ${this.renderButton(g(`quick.any`),e.any,a,!0)}
    ${o(i,({key:e})=>e,e=>this.renderOffer(e))}`}renderOffer(e){let t=Se(this.choice,e.ids),n=new Set(t?[]:e.ids);return this.renderButton(ct(e),t,{...this.choice,printers:n})}renderButton(e,r,i,a=!1){return n`<button
      aria-pressed=${r?`true`:`false`}
      title=${a?g(`quick.any_hint`):t}
      @click=${()=>this.dispatchEvent(new CustomEvent(`choose`,{detail:i}))}
    >
      ${a?n`<printmux-icon .path=${u}></printmux-icon>`:t}
      <span>${e}</span>
    </button>`}};r([i({attribute:!1})],z.prototype,`offers`,void 0),r([i({attribute:!1})],z.prototype,`choice`,void 0),z=r([b(`printmux-quick`)],z);function ct({key:e,tag:t,ids:n}){if(t)return g(`quick.tag`,{tag:t,number:n.length});let r={number:n.length};return g(e===`fitting`?`quick.fitting`:`quick.all`,r)}var lt=6,B=class extends p{constructor(...e){super(...e),this.order=[],this.printers=new Map,this.verdicts=k,this.choice=A,this.disabled=!1,this.locked=!1,this.layout=`full`,this.search=``,this.all=!1}static{this.styles=[_,y,a`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
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
      .printers.few {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr));
        max-width: calc(var(--count) * 430px);
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
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 180px), 1fr));
        align-items: start;
        gap: 6px;
      }
    `]}render(){let{order:e,printers:r,search:i,all:a}=this,c=this.layout===`compact`?8:24,l=Le(e,r,this.choice,{search:i,all:a,most:c}),u=this.locked?[]:Ce(e,r,this.verdicts);return n`${u.length?n`<printmux-quick
              .offers=${u}
              .choice=${this.choice}
              @choose=${e=>this.choose(e.detail)}
            ></printmux-quick>`:t}
      ${e.length>24?this.renderSearch():t}
      <div
        class="printers ${e.length<lt?`few`:``}"
        style=${s({"--count":`${e.length}`})}
        role="group"
        aria-label=${g(`dispatch.printers`)}
      >
        ${o(l,e=>e,e=>this.renderPrinter(e))}
      </div>
      ${i&&!l.length?n`<p role="status">${g(`dispatch.nothing_found`)}</p>`:t}
      ${l.length<e.length&&!i?n`<button class="button small" @click=${()=>this.all=!0}>
              ${g(`dispatch.show_all`,{count:e.length})}
            </button>`:t}`}renderSearch(){return n`<label class="search">
      <printmux-icon .path=${ie}></printmux-icon>
      <span class="reader">${g(`dispatch.search`)}</span>
      <input
        type="search"
        placeholder=${g(`dispatch.search`)}
        .value=${this.search}
        @input=${e=>this.search=e.target.value}
      />
    </label>`}renderPrinter(e){return n`<printmux-printer-toggle
      .hass=${this.hass}
      .printer=${this.printers.get(e)}
      .verdict=${this.verdicts[e]}
      .pressed=${this.choice.printers.has(e)}
      .disabled=${this.disabled}
      .locked=${this.locked}
      .compact=${this.layout===`compact`}
      @choose=${()=>this.choose(be(this.choice,e))}
    ></printmux-printer-toggle>`}choose(e){this.dispatchEvent(new CustomEvent(`choose`,{detail:e}))}};r([i({attribute:!1})],B.prototype,`order`,void 0),r([i({attribute:!1})],B.prototype,`printers`,void 0),r([i({attribute:!1})],B.prototype,`verdicts`,void 0),r([i({attribute:!1})],B.prototype,`choice`,void 0),r([i({type:Boolean})],B.prototype,`disabled`,void 0),r([i({type:Boolean})],B.prototype,`locked`,void 0),r([i({reflect:!0})],B.prototype,`layout`,void 0),r([e()],B.prototype,`search`,void 0),r([e()],B.prototype,`all`,void 0),B=r([b(`printmux-picker`)],B);var V=class extends p{constructor(...e){super(...e),this.choice=A,this.printers=new Map,this.busy=!1}static{this.styles=[_,y,a`
      :host {
        display: block;
        min-width: 0;
        padding-block: 8px;
        container-type: inline-size scroll-state;
      }
      .buttons {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 10px;
      }
      .button {
        min-height: 48px;
        min-width: 0;
        font-size: var(--pm-font-l);
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
      /* Over what lies behind while it sticks to the end of the screen. */
      @container scroll-state(stuck: bottom) {
        .buttons::before {
          content: "";
          position: absolute;
          inset: 0 calc(-1 * var(--pm-card-padding, 0px));
          z-index: -1;
          border-block-start: 1px solid var(--pm-line);
          background: var(--pm-surface);
          backdrop-filter: blur(12px);
        }
      }
      @supports not (container-type: scroll-state) {
        :host {
          container-type: inline-size;
          background: var(--pm-surface);
        }
      }
      .button:not(.primary) {
        background: var(--pm-surface);
      }
      @container (min-width: 640px) {
        .buttons {
          grid-template-columns: auto minmax(0, 420px);
          justify-content: start;
        }
      }
      @container (max-width: 240px) {
        .buttons {
          grid-template-columns: minmax(0, 1fr);
        }
      }
      @container (max-width: 400px) {
        .button {
          gap: 6px;
          padding-inline: 12px;
          font-size: var(--pm-font-m);
        }
      }
    `]}get chosen(){return[...this.choice.printers].flatMap(e=>this.printers.get(e)??[])}render(){let e=!this.choice.any&&!this.choice.printers.size;return n`<div class="buttons">
      <button
        class="button"
        ?disabled=${e||this.busy}
        @click=${()=>this.send(!1)}
      >
        <printmux-icon .path=${m}></printmux-icon>
        <span>${g(`dispatch.upload`)}</span>
      </button>
      <button
        class="button primary"
        aria-busy=${this.busy?`true`:`false`}
        ?disabled=${e||this.busy}
        @click=${()=>this.send(!0)}
      >
        <printmux-icon .path=${d}></printmux-icon>
        <span>${this.busy?g(`dispatch.sending`):this.label()}</span>
      </button>
    </div>`}label(){let{chosen:e}=this;if(this.choice.any)return e.length>1?g(`dispatch.print_any_of`,{count:e.length}):g(`dispatch.print_any`);let[t]=e;return t&&e.length===1?g(`dispatch.print_at`,{printer:t.name}):t?g(`dispatch.print_on`,{count:e.length}):g(`dispatch.print`)}send(e){this.dispatchEvent(new CustomEvent(`send`,{detail:{start:e}}))}};r([i({attribute:!1})],V.prototype,`choice`,void 0),r([i({attribute:!1})],V.prototype,`printers`,void 0),r([i({type:Boolean})],V.prototype,`busy`,void 0),V=r([b(`printmux-send`)],V);var ut=[`pending`,`uploading`];function H(e,t){let n=new Map(e.targets.map(e=>[e.id,e.state]));return t.targets.filter(({id:e,state:t})=>ut.includes(n.get(e)??t)).map(({id:e})=>e)}var U=class extends p{constructor(...e){super(...e),this.busy=!1,this.error=``}static{this.styles=[_,y,a`
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
        <printmux-icon .path=${ge}></printmux-icon>
        <p>${this.words(r)}</p>
        ${i.length?n`<p class="error">
                ${g(`sent.failed`,{printers:this.names(i)})}
              </p>`:t}
        <div class="buttons">
          ${H(e,r).length?n`<button
                  class="button"
                  ?disabled=${this.busy}
                  @click=${()=>void this.undo()}
                >
                  <printmux-icon .path=${he}></printmux-icon>${g(`undo`)}
                </button>`:t}
          <button class="button" @click=${()=>this.finish(!1)}>
            ${g(`sent.done`)}
          </button>
        </div>
      </div>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}words({start:e,targets:t}){let n=this.names(t.filter(({state:e})=>e!==`failed`));return g(e?`sent.print`:`sent.upload`,{printers:n})}names(e){let t=[...new Set(e.map(({printer_name:e})=>e))];return this.hass?Je(this.hass,t):``}async undo(){let{hass:e,job:t,sent:n}=this;if(e&&t&&n&&!this.busy){this.busy=!0,this.error=``;try{let r=H(t,n);r.length?(await E(e,t.id,r),this.finish(!0)):this.error=g(`sent.too_late`)}catch(e){this.error=x(e)}this.busy=!1}}finish(e){this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],U.prototype,`job`,void 0),r([i({attribute:!1})],U.prototype,`sent`,void 0),r([e()],U.prototype,`busy`,void 0),r([e()],U.prototype,`error`,void 0),U=r([b(`printmux-sent`)],U);var W=class extends l{constructor(...e){super(...e),this.value=1,this.min=1,this.max=99,this.label=``,this.disabled=!1}static{this.styles=[_,y,a`
      :host {
        display: inline-flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 12px;
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
        ${this.renderButton(-1,ee,g(`stepper.less`,{what:this.label}))}
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
        ${this.renderButton(1,ae,g(`stepper.more`,{what:this.label}))}
      </span>`}renderButton(e,t,r){let i=this.value+e;return n`<button
      class="icon-button"
      aria-label=${r}
      ?disabled=${this.disabled||i<this.min||i>this.max}
      @click=${()=>this.set(i)}
    >
      <printmux-icon .path=${t}></printmux-icon>
    </button>`}set(e){let t=Number.isFinite(e)?Math.round(e):this.value,n=Math.min(this.max,Math.max(this.min,t));n!==this.value&&(this.value=n,this.dispatchEvent(new Event(`change`)))}};r([i({type:Number})],W.prototype,`value`,void 0),r([i({type:Number})],W.prototype,`min`,void 0),r([i({type:Number})],W.prototype,`max`,void 0),r([i()],W.prototype,`label`,void 0),r([i({type:Boolean})],W.prototype,`disabled`,void 0),W=r([b(`printmux-stepper`)],W);var G=new Set(`binary_sensor input_boolean switch schedule person sensor input_number`.split(` `)),dt=300,K=class extends p{constructor(...e){super(...e),this.terms=S,this.disabled=!1}static{this.styles=[_,y,a`
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
        font-size: var(--pm-font-s);
      }
    `]}render(){if(!this.hass)return t;let{startAt:e,priority:r}=this.terms;return n`<div class="field">
        <label for="start_at">${g(`terms.start_at`)}</label>
        <input
          id="start_at"
          type="datetime-local"
          .value=${e}
          ?disabled=${this.disabled}
          @change=${e=>this.change({startAt:q(e)})}
        />
      </div>
      ${this.renderEntity()}
      <printmux-stepper
        .label=${g(`terms.priority`)}
        .value=${r}
        .min=${-100}
        .max=${100}
        .disabled=${this.disabled}
        @change=${e=>this.change({priority:e.target.value})}
      ></printmux-stepper>
      <p class="dim">${g(`terms.hint`)}</p>`}renderEntity(){let{startWhen:e}=this.terms;return customElements.get(`ha-entity-picker`)?n`<ha-entity-picker
        .hass=${this.hass}
        .label=${g(`terms.start_when`)}
        .value=${e}
        .includeDomains=${[...G]}
        .disabled=${this.disabled}
        @value-changed=${e=>{e.stopPropagation(),this.change({startWhen:e.detail.value??``})}}
      ></ha-entity-picker>`:n`<div class="field">
      <label for="start_when">${g(`terms.start_when`)}</label>
      <input
        id="start_when"
        list="entities"
        placeholder="binary_sensor.…"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        .value=${e}
        ?disabled=${this.disabled}
        @change=${e=>this.change({startWhen:q(e).trim()})}
      />
      <datalist id="entities">
        ${this.entities().map(([e,t])=>n`<option value=${e}>${t}</option>`)}
      </datalist>
    </div>`}entities(){return Object.values(this.hass?.states??{}).filter(({entity_id:e})=>G.has(e.split(`.`)[0]??``)).slice(0,dt).map(({entity_id:e,attributes:t})=>[e,typeof t.friendly_name==`string`?t.friendly_name:``])}change(e){this.terms={...this.terms,...e},this.dispatchEvent(new Event(`change`))}};r([i({attribute:!1})],K.prototype,`terms`,void 0),r([i({type:Boolean})],K.prototype,`disabled`,void 0),K=r([b(`printmux-terms`)],K);function q(e){return e.target.value}var J=class extends p{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.layout=`full`,this.limited=!1,this.choice=A,this.terms=S,this.more=!1,this.busy=!1,this.error=``,this.sent=null,this.order=[],this.arranged=``,this.sorted=``,this.touched=!1}static{this.styles=[_,y,Ze]}willUpdate(e){let t=e.get(`job`);e.has(`job`)&&t?.id!==this.job?.id&&this.reset(),this.arrange()}reset(){this.touched=!1,this.arranged=``,this.terms=S,this.more=!1,this.error=``,this.sent=null}arrange(){let e=[...this.printers.keys()].sort().join(` `),t=`${this.job?.id??``} ${this.verdicts?`judged`:``} ${e}`;t!==this.arranged&&(this.arranged=t,(this.verdicts||e!==this.sorted)&&(this.sorted=e,this.order=we(this.printers,this.verdicts??k)),this.choice=this.touched?this.keptChoice():this.firstChoice())}firstChoice(){let e=this.hass?Be(this.hass):A;return Me(this.order,this.verdicts??k,e)}keptChoice(){let e=[...this.choice.printers].filter(e=>this.order.includes(e));return{...this.choice,printers:new Set(e)}}render(){let{hass:e,job:r}=this;return!e||!r?t:this.sent?n`<printmux-sent
        .hass=${e}
        .job=${r}
        .sent=${this.sent}
        @done=${e=>this.finish(e.detail.undone)}
      ></printmux-sent>`:r.file_gone?n`<p class="note">${g(`dispatch.file_gone`)}</p>`:this.order.length?n`<printmux-picker
        .hass=${e}
        .order=${this.order}
        .printers=${this.printers}
        .verdicts=${this.verdicts??k}
        .choice=${this.choice}
        .disabled=${this.busy}
        .locked=${!this.can.dispatch}
        .layout=${this.layout}
        @choose=${e=>this.choose(e.detail)}
      ></printmux-picker>
      ${this.can.dispatch?n`${this.renderTerms()} ${this.renderSend()}`:n`<p class="note">${g(`dispatch.not_allowed`)}</p>`}`:n`<p class="note">${g(`dispatch.no_printers`)}</p>`}renderTerms(){return n`<div class="options">
        <printmux-stepper
          .label=${g(`dispatch.copies`)}
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
          ${g(`more`)}
          <printmux-icon class="turn" .path=${h}></printmux-icon>
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
      </ul>`}plan(){let{any:e,printers:t}=this.choice;if(!e&&!t.size)return[g(`dispatch.choose`)];let{copies:n}=this.terms,r=n*(e?1:t.size),i=[...t].flatMap(e=>this.printers.get(e)??[]);return[...n>1?[g(`dispatch.prints`,{count:r})]:[],...e?[g(`quick.any_hint`)]:this.hass?He(this.hass,i):[]]}choose(e){!this.busy&&this.can.dispatch&&(this.touched=!0,this.error=``,this.choice=e)}async send(e){let{hass:t,job:n}=this;if(!t||!n||this.busy)return;let{choice:r,terms:i,verdicts:a=k}=this;this.busy=!0,this.error=``;try{let o=e?Ae(r,this.printers,a):[],s=o.length>0;if(s&&!await Qe(this,t,n,o,a))return;let c=t.locale.time_zone===`server`,l=Ne(this.poolOf(r),i,e,s,c),u=await De(t,n.id,l);if(u.targets.every(({state:e})=>e===`failed`))throw Error(g(`sent.none`));Pe(t,r),this.job?.id===n.id&&(this.sent={start:e,targets:u.targets},this.dispatchEvent(new CustomEvent(`sent`,{detail:{job_id:n.id}})),await this.updateComplete,this.sentElement?.focus())}catch(e){this.job?.id===n.id?this.error=x(e):ye(this,x(e))}finally{this.busy=!1}}poolOf(e){return e.any&&this.limited&&!e.printers.size?{...e,printers:new Set(this.order)}:e}finish(e){this.sent=null,this.touched=!1,this.arranged=``,this.terms=S,this.dispatchEvent(new CustomEvent(`done`,{detail:{undone:e}}))}};r([i({attribute:!1})],J.prototype,`job`,void 0),r([i({attribute:!1})],J.prototype,`verdicts`,void 0),r([i({attribute:!1})],J.prototype,`printers`,void 0),r([i({attribute:!1})],J.prototype,`can`,void 0),r([i({reflect:!0})],J.prototype,`layout`,void 0),r([i({type:Boolean})],J.prototype,`limited`,void 0),r([e()],J.prototype,`choice`,void 0),r([e()],J.prototype,`terms`,void 0),r([e()],J.prototype,`more`,void 0),r([e()],J.prototype,`busy`,void 0),r([e()],J.prototype,`error`,void 0),r([e()],J.prototype,`sent`,void 0),r([c(`printmux-sent`)],J.prototype,`sentElement`,void 0),J=r([b(`printmux-dispatch`)],J);async function ft(e,t,n,r){if(r?.state===`dispatching`)throw Error(g(`delete.under_way`,{job:r.name}));let i=await j(e,{title:g(`delete.title`),text:[r?.name??``,g(`delete.text`)].filter(Boolean),confirm:g(`delete`),danger:!0});return i&&await Te(t,n),i}var Y=class extends p{static{this.styles=[_,y,a`
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
      /* In a line: what comes later has to do without a place. */
      :host([brief]) ul {
        gap: 0 12px;
        max-height: 24px;
        overflow: hidden;
      }
      :host([brief]) .warn {
        order: -1;
      }
      :host([brief]) .chip:not(.warn, .accent) {
        padding: 0;
        background: none;
        color: var(--pm-dim);
      }
    `]}constructor(){super(),this.brief=!1,new Ee(this)}render(){if(!this.hass||!this.job)return t;let e=$e(this.hass,this.job,this.brief);return n`<ul>
      ${o(e,e=>e.key,pt)}
    </ul>`}};r([i({attribute:!1})],Y.prototype,`job`,void 0),r([i({type:Boolean,reflect:!0})],Y.prototype,`brief`,void 0),Y=r([b(`printmux-facts`)],Y);function pt(e){return n`<li class="chip ${e.tone??``}" title=${e.title??t}>
    ${e.icon?n`<printmux-icon .path=${e.icon}></printmux-icon>`:t}
    ${e.colors?.map(e=>n`<span
          class="swatch"
          style=${s({backgroundColor:e})}
        ></span>`)}
    <span class="reader">${e.label}</span>
    <span class="text">${e.text}</span>
  </li>`}var mt=2e3,ht=`target.attention`;function X(e){switch(e.state){case`completed`:case`failed`:case`cancelled`:return!0;case`uploaded`:return!e.start;case`pending`:case`uploading`:case`starting`:case`printing`:case`needs_attention`:return!1}}function gt(e){return e.state===`pending`||e.state===`uploading`}function _t(e){let t=e=>Date.parse(e.created_at),n=[...e.targets].sort((e,n)=>t(e)-t(n)||e.copy-n.copy||(e.id<n.id?-1:1)),r=[];for(let e of n){let n=r.at(-1),i=r.every(({ended_at:n})=>n&&Date.parse(n)<=t(e));n&&i&&t(e)-t(n)>mt&&(r=[]),r.push(e)}return r}function Z(e,t){return t?.job?.target_id===e.id?t:null}function vt(e,t){switch(e.state){case`uploading`:return e.progress;case`printing`:return Z(e,t)?.progress??e.progress;case`starting`:return 0;case`completed`:return 1;case`pending`:case`uploaded`:case`failed`:case`cancelled`:case`needs_attention`:return null}}function yt(e,t,n,r=Date.now()){let i=vt(t,n);switch(t.state){case`pending`:return St(e,t,r);case`uploading`:case`printing`:{let r=Z(t,n)?.state===`paused`;return`${g(r?`printer.paused`:`target.${t.state}`)} · ${Ie(e.locale,i??0)}`}case`uploaded`:case`completed`:case`cancelled`:case`failed`:return t.ended_at?`${g(`target.${t.state}`)} · ${D(e,t.ended_at,r)}`:g(`target.${t.state}`);case`starting`:case`needs_attention`:return g(`target.${t.state}`)}}function bt(e,t,n){return g(`target.sent`,{done:C(e.locale,t.progress*n),size:C(e.locale,n)})}function xt(e,t,n,r=Date.now()){let i=t.state===`printing`?Z(t,n):null,a=[];if(typeof i?.remaining_s==`number`){let t=w(e.locale,i.remaining_s);if(a.push(g(`printer.left`,{time:t})),i.state===`printing`){let t=new Date(r+i.remaining_s*1e3).toISOString();a.push(g(`target.until`,{time:D(e,t,r)}))}}if(typeof i?.layer==`number`){let t=T(e.locale,i.layer),n=i.layer_count;a.push(n?g(`target.layer_of`,{layer:t,layers:T(e.locale,n)}):g(`target.layer`,{layer:t}))}return a.join(` · `)}function St(e,t,n=Date.now()){let r=[wt(e,t,n)];if(t.position&&t.position>1&&r.push(g(`wait.position`,{position:T(e.locale,t.position)})),t.estimated_start&&Date.parse(t.estimated_start)>n){let i=D(e,t.estimated_start,n);r.push(g(`wait.estimated`,{time:i}))}return r.join(` · `)}function Ct(e){let{held:t,waiting_for:n,error_message:r}=e;return t||n===`time`?null:typeof r==`object`&&r&&`values`in r&&r.key===ht?r.values.words??null:r}function wt(e,t,n){if(t.held)return g(`wait.hold`);switch(t.waiting_for){case null:return g(`target.pending`);case`time`:return t.start_at?g(`wait.time_at`,{time:D(e,t.start_at,n)}):g(`wait.time`);case`entity`:return t.start_when?g(`wait.entity_named`,{entity:Tt(e,t.start_when)}):g(`wait.entity`);case`bed`:case`busy`:case`filament`:case`hold`:case`offline`:case`power`:case`printer`:return g(`wait.${t.waiting_for}`)}}function Tt(e,t){let n=e.states[t]?.attributes.friendly_name;return typeof n==`string`?n:t}var Et=a`
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
    font-size: var(--pm-font-m);
    overflow-wrap: anywhere;
  }
  .why {
    white-space: pre-line;
  }
  .bar .begins {
    animation: breathe 1s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    to {
      opacity: 0.3;
    }
  }
`,Dt={pending:[f,`dim`],uploading:[m,`accent`],uploaded:[v,`good`],starting:[d,`accent`],printing:[d,`accent`],completed:[v,`good`],failed:[_e,`bad`],cancelled:[de,`dim`],needs_attention:[te,`warn`]},Ot=[`printed`,`print_again`,`not_printed`],Q=class extends p{static{this.styles=[_,y,Ye,Et]}constructor(){super(),this.can={dispatch:!1,manage:!1},this.busy=!1,this.error=``,new Ee(this)}render(){let{hass:e,target:r,printer:i}=this;if(!e||!r)return t;let[a,o]=Dt[r.state],s=this.details(e,r),c=r.copy>1?` · ${g(`target.copy`,{copy:r.copy})}`:t;return n`<div class="row">
        <printmux-icon class="mark ${o}" .path=${a}></printmux-icon>
        <div class="main">
          <div class="words">
            <div class="name" dir="auto" title=${r.printer_name}>
              ${r.printer_name}${c}
            </div>
            <div class="status">${yt(e,r,i)}</div>
            ${s?n`<div class="status dim">${s}</div>`:t}
          </div>
          ${this.can.dispatch?this.renderActions(r):t}
        </div>
      </div>
      ${this.renderBar(r)} ${this.renderMessage(e,r)}
      ${r.state===`needs_attention`&&this.can.dispatch?this.renderQuestion(r):t}
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}details(e,t){let n=this.job?.plates?0:this.job?.size??0;return t.state===`uploading`&&n?bt(e,t,n):xt(e,t,this.printer)}renderBar(e){let r=vt(e,this.printer);if(r===null||X(e)||!this.hass)return t;let i=this.details(this.hass,e),a=yt(this.hass,e,this.printer),o=e.state===`starting`,c=o?Math.max(r,.1):r;return n`<div
      class="bar"
      role="progressbar"
      aria-label=${g(`target.progress_of`,{printer:e.printer_name})}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${Math.floor(r*100)}
      aria-valuetext=${i?`${a} · ${i}`:a}
    >
      <i
        class=${o?`begins`:``}
        style=${s({"--share":`${c}`})}
      ></i>
    </div>`}renderMessage(e,r){let{why:i}=r,a=Ct(r),o=r.state===`failed`||r.state===`needs_attention`;return n`${a?n`<p class=${o?`error`:`dim`}>${N(e,a)}</p>`:t}
    ${i&&!X(r)?n`<p class="dim why">${N(e,i)}</p>`:t}`}renderActions(e){return n`<div class="actions">
      ${e.waiting_for===`bed`&&this.printer?this.button(g(`bed.cleared`),()=>this.clearBed()):t}
      ${e.state===`pending`?this.button(e.held?g(`target.release`):g(`target.hold`),()=>this.hold(!e.held)):t}
      ${e.state===`failed`?this.renderRetry(e):t}
      ${X(e)||e.state===`needs_attention`?t:this.button(gt(e)?g(`cancel`):g(`target.stop`),()=>this.cancel(e))}
    </div>`}renderRetry(e){if(!this.job||this.job.file_gone)return t;let r=`verdicts`in this.job?this.job.verdicts:{};return n`${this.button(g(`retry`),()=>this.retry(!1))}
    ${O(r[e.printer??``])?this.button(g(`force.confirm`),()=>this.retry(!0)):t}`}button(e,t){return n`<button
      class="button small"
      aria-label=${`${e}: ${this.target?.printer_name??``}`}
      ?disabled=${this.busy}
      @click=${()=>void this.run(t)}
    >
      ${e}
    </button>`}renderQuestion(e){return n`<div
      class="question"
      role="group"
      aria-label=${g(`target.needs_attention`)}
    >
      ${Ot.map(t=>this.button(g(`answer.${t}`),async()=>{this.hass&&this.job&&await je(this.hass,this.job,e,t)}))}
    </div>`}async run(e){if(!this.busy){this.busy=!0,this.error=``;try{await e()}catch(e){this.error=x(e)}finally{this.busy=!1}}}async hold(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await Oe(t,n.id,e,[r.id])}async retry(e){let{hass:t,job:n,target:r}=this;t&&n&&r&&await xe(t,n.id,[r.id],e)}async clearBed(){this.hass&&this.printer&&await ke(this.hass,[this.printer.id])}async cancel(e){let{hass:t,job:n}=this;t&&n&&(gt(e)||await j(this,{title:g(`stop.title`,{printer:e.printer_name}),text:g(`stop.text`,{job:n.name}),confirm:g(`stop.confirm`),danger:!0}))&&await E(t,n.id,[e.id])}};r([i({attribute:!1})],Q.prototype,`job`,void 0),r([i({attribute:!1})],Q.prototype,`target`,void 0),r([i({attribute:!1})],Q.prototype,`printer`,void 0),r([i({attribute:!1})],Q.prototype,`can`,void 0),r([e()],Q.prototype,`busy`,void 0),r([e()],Q.prototype,`error`,void 0),Q=r([b(`printmux-target`)],Q);var kt=12,$=class extends p{constructor(...e){super(...e),this.printers=new Map,this.can={dispatch:!1,manage:!1},this.all=!1}static{this.styles=[_,y,a`
      :host {
        display: block;
        min-width: 0;
      }
      printmux-target + printmux-target {
        border-block-start: 1px solid var(--pm-line);
      }
    `]}render(){if(!this.job)return t;let e=_t(this.job),r=e.length>kt?[...e].sort((e,t)=>At(e.state)-At(t.state)).slice(0,kt):e;return n`${o(this.all?e:r,e=>e.id,e=>n`<printmux-target
          .hass=${this.hass}
          .job=${this.job}
          .target=${e}
          .printer=${this.printers.get(e.printer??``)}
          .can=${this.can}
        ></printmux-target>`)}
    ${r.length<e.length&&!this.all?n`<button class="button small" @click=${()=>this.all=!0}>
            ${g(`targets.show_all`,{count:e.length})}
          </button>`:t}`}};r([i({attribute:!1})],$.prototype,`job`,void 0),r([i({attribute:!1})],$.prototype,`printers`,void 0),r([i({attribute:!1})],$.prototype,`can`,void 0),r([e()],$.prototype,`all`,void 0),$=r([b(`printmux-targets`)],$);function At(e){let t=[`needs_attention`,`failed`,`printing`,`starting`,`uploading`],n=t.indexOf(e);return n<0?t.length:n}export{$e as i,ft as n,P as r,_t as t};