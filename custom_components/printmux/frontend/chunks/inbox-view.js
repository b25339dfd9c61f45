import{c as e,d as t,f as n,i as r,l as i,m as a,n as o,r as s,s as c,t as l}from"./lit.js";import{G as ee,H as te,M as ne,R as u,U as re,W as ie,_ as ae,c as oe,d,f,g as p,h as m,m as h,p as se,s as ce,t as le,u as ue,v as de}from"./thumb.js";import{i as fe,n as pe,r as me,t as he}from"./targets.js";import{A as ge,E as _e,L as ve,S as ye,St as be,U as xe,V as Se,W as Ce,_t as g,bt as _,gt as v,ht as y,k as we,mt as b,pt as x,r as Te,s as Ee,st as De,tt as Oe,ut as ke,v as Ae,vt as S,w as je,xt as C}from"./mdi.js";import{l as Me,p as Ne,t as Pe,u as Fe}from"./bar.js";import{t as Ie}from"./clipboard.js";var Le=class{constructor(e,t){this.wide=null,this.host=e,this.observer=new ResizeObserver(([e])=>{let n=e?e.contentRect.width>=t:this.wide;n!==this.wide&&(this.wide=n,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}},w=be({copied:`Copied`,"copy.failed":`The browser did not allow to copy. Select the text and copy it yourself.`,"copy.link":`Copy link`,details:`Job`,drop:`Drop files here to upload them`,"drop.limit":`Up to {limit} each`,earlier:`Earlier jobs ({count})`,"earlier.error":`Earlier jobs can't be loaded: {error}`,"earlier.more":`More earlier jobs ({count})`,empty:`Nothing waits here.`,"empty.drop":`You can also drop a file anywhere on this page.`,"empty.first":`No slicer has sent anything yet. Set yours up once, and what it sends appears here.`,"empty.search":`No job fits this search.`,"empty.setup":`Set up a slicer`,"file.folder":`Folder`,"file.job_id":`Job`,"file.key":`Slicer key`,"file.name":`Name`,"file.received":`Received`,"file.sha256":`SHA-256`,"file.size":`Size`,"file.source":`Sent by`,"filter.attention":`Needs you`,"filter.cancelled":`Cancelled`,"filter.completed":`Completed`,"filter.failed":`Failed`,"filter.under_way":`On its way`,"filter.waiting":`Waiting`,filters:`Show only`,gone:`This job is gone. It was deleted, or the link is wrong.`,"gone.list":`To all jobs`,"group.earlier":`Earlier`,"group.today":`Ended today`,"group.under_way":`On their way`,"group.waiting":`Waiting for a printer`,list:`Jobs`,loading:`Loading…`,"meta.bed_temp":`Bed`,"meta.bed_type":`Build plate`,"meta.estimated_time_s":`Print time`,"meta.filament_brand":`Brand`,"meta.filament_color":`Colour`,"meta.filament_cost":`Cost`,"meta.filament_length_mm":`Length`,"meta.filament_name":`Name`,"meta.filament_type":`Material`,"meta.filament_weight_g":`Weight`,"meta.first_layer_bed_temp":`Bed, first layer`,"meta.first_layer_height":`First layer height`,"meta.first_layer_nozzle_temp":`Nozzle, first layer`,"meta.gcode_flavor":`G-code flavour`,"meta.group.filament":`Filament`,"meta.group.machine":`Machine`,"meta.group.print":`Print`,"meta.group.slicer":`Slicer`,"meta.group.temperatures":`Temperatures`,"meta.infill_pattern":`Infill pattern`,"meta.infill_percentage":`Infill`,"meta.layer_count":`Layers`,"meta.layer_height":`Layer height`,"meta.nozzle_diameter":`Nozzle`,"meta.nozzle_temp":`Nozzle`,"meta.object_height":`Height`,"meta.print_profile":`Print profile`,"meta.print_speed":`Speed`,"meta.printer_model":`Sliced for`,"meta.printer_profile":`Printer profile`,"meta.slicer":`Slicer`,"meta.slicer_version":`Version`,"meta.support_enabled":`Supports`,"meta.support_type":`Kind of supports`,"meta.tool":`Filament of tool {number}`,no:`No`,picture:`Picture of {name}`,"picture.size":`{width} × {height} pixels`,pictures:`Pictures in the file`,plate:`Plate {number}`,"plate.choose":`Plate to print`,"raw.copy":`Copy`,"raw.found":`{found} found`,"raw.search":`Search settings`,"raw.table":`Settings`,raw_one:`{count} setting as the slicer wrote it`,raw_other:`All {count} settings as the slicer wrote them`,"row.failed_one":`{count} failed`,"row.failed_other":`{count} failed`,search:`Search jobs`,"search.clear":`Clear the search`,"section.dispatch":`Send to printers`,"section.file":`File`,"section.metadata":`What the file says`,"section.plates":`Plates`,"section.targets":`Sent to`,upload:`Upload file`,"upload.done":`{name} is uploaded`,"upload.done_all_one":`{count} file is uploaded`,"upload.done_all_other":`{count} files are uploaded`,"upload.fault.folder":`There are no print files in this folder.`,"upload.fault.lost":`The connection was lost before all of it had gone.`,"upload.fault.too_large":`It is larger than the {limit} that PrintMux's options allow.`,"upload.list":`Uploads`,"upload.odd_name":`no name that slicers use`,"upload.sending":`{share} of {size}`,"upload.storing":`Being stored…`,"upload.waiting":`Waits for its turn, {size}`,yes:`Yes`},Object.assign({"./de/inbox.json":()=>import(`./de-inbox.js`),"./es/inbox.json":()=>import(`./es-inbox.js`),"./fr/inbox.json":()=>import(`./fr-inbox.js`),"./nl/inbox.json":()=>import(`./nl-inbox.js`),"./pl/inbox.json":()=>import(`./pl-inbox.js`),"./zh-Hans/inbox.json":()=>import(`./zh-Hans-inbox.js`)})),Re=({state:e})=>e===`uploaded`||e===`awaiting_selection`,ze={waiting:Re,under_way:({state:e})=>e===`dispatching`,attention:({targets:e})=>e.some(({state:e})=>e===`needs_attention`),completed:({state:e})=>e===`completed`,failed:({state:e})=>e===`failed`,cancelled:({state:e})=>e===`cancelled`},T=Object.keys(ze),Be=[`waiting`,`under_way`,`today`,`earlier`],Ve=[`completed`,`failed`,`cancelled`];function He(e){let t=Ve.filter(t=>!e.size||e.has(t));return t.length?t:null}function Ue({live:e,older:t,counts:n},{text:r,filters:i},a){let o=Object.fromEntries(T.map(e=>[e,0]));for(let e of Ve)o[e]=n?.[e]??0;let s=new Map(Be.map(e=>[e,[]])),c=D(r.trim()),l=0;for(let r of We(e,t)){if(c&&!D(r.name).includes(c)&&!D(r.folder).includes(c))continue;let t=T.filter(e=>ze[e](r));(!n||e.has(r.id))&&t.forEach(e=>o[e]++),(!i.size||t.some(e=>i.has(e)))&&(s.get(Ge(r,a))?.push(r),l++)}return{groups:[...s].filter(([,e])=>e.length).map(([e,t])=>({group:e,jobs:t.sort(Ke)})),counts:o,total:l}}function We(e,t){return[...e.values(),...t.filter(t=>!e.has(t.id))]}function E({groups:e}){return e.flatMap(({jobs:e})=>e.map(({id:e})=>e))}function Ge(e,t){return Re(e)?`waiting`:e.state===`dispatching`?`under_way`:Date.parse(e.ended_at??e.created_at)>=t?`today`:`earlier`}function Ke(e,t){return e.id<t.id?1:-1}function D(e){return e.toLocaleLowerCase()}var qe=1e3,Je=1e4,Ye=class{constructor(e,t){this.text=``,this.asked=0,this.host=e,this.hass=t,e.addController(this)}hostDisconnected(){clearTimeout(this.timer),this.asked++,this.live=void 0}search(e){e!==this.text&&(this.text=e,this.counts=void 0,this.later(e?300:0))}follow(e){let t=this.live;this.live=e,t?t!==e&&(t.size!==e.size||[...e.keys()].some(e=>!t.has(e)))&&this.later(qe):this.later(0)}later(e){let t=++this.asked;clearTimeout(this.timer),this.timer=setTimeout(()=>void this.count(t),e)}async count(e){try{let t=await this.hass()?.callWS({type:`printmux/count_jobs`,...this.text?{search:this.text}:{}});e===this.asked&&(this.counts=t?.older,this.host.requestUpdate())}catch{e===this.asked&&this.live&&this.later(Je)}}},Xe=class{constructor(e,t,n){this.jobs=[],this.loading=!1,this.error=null,this.text=``,this.states=He(new Set),this.end=!1,this.last=``,this.asked=0,this.host=e,this.hass=t,this.live=n,this.count=new Ye(e,t),e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}get counts(){return this.count.counts}get left(){let{counts:e,states:t}=this;if(this.end||!t)return 0;if(!e)return;let n=t.reduce((t,n)=>t+(e[n]??0),0),r=this.jobs.filter(({id:e})=>!this.live().has(e)).length;return Math.max(0,n-r)}follow(){this.count.follow(this.live())}seek({text:e,filters:t}){let n=e.trim(),r=He(t),i=n!==this.text;(i||r?.join()!==this.states?.join())&&(clearTimeout(this.timer),this.asked++,this.text=n,this.states=r,this.last=``,this.jobs=[],this.end=!1,this.error=null,this.count.search(n),this.loading=r!==null&&(n!==``||t.size>0),this.loading&&(this.timer=setTimeout(()=>void this.load(),i?300:0)),this.host.requestUpdate())}async load(){let e=++this.asked;this.loading=!0,this.error=null,this.host.requestUpdate();try{let t=[];for(;!t.length&&!this.end;){let n=await this.fetch();if(e!==this.asked)return;t=n.jobs.filter(({id:e})=>!this.live().has(e)),this.jobs=[...this.jobs,...n.jobs],this.end=!n.more||!n.jobs.length,this.last=n.jobs.at(-1)?.id??this.last}}catch(t){if(e===this.asked){let{code:e}=t;this.error=re(e)??u(t)}}e===this.asked&&(this.loading=!1,this.host.requestUpdate())}forget(e){this.jobs=this.jobs.filter(t=>t.id!==e),this.count.later(0),this.host.requestUpdate()}async fetch(){let e=this.hass();return e?await e.callWS({type:`printmux/list_jobs`,states:this.states,...this.text?{search:this.text}:{},...this.last?{before:this.last}:{}}):{jobs:[],more:!1}}},Ze=a`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
  }
  .alone {
    padding: 16px;
    max-width: 640px;
    margin: 0 auto;
    width: 100%;
  }
  printmux-banner {
    margin: 8px 16px 0;
  }
  .alone printmux-banner {
    margin: 0;
  }
  .fault {
    display: flex;
    align-items: center;
    gap: 16px;
    margin: 8px 16px 0;
    padding: 8px 16px;
    border-radius: var(--pm-radius-small);
    background: color-mix(in srgb, var(--pm-bad) 14%, transparent);
  }
  .fault span {
    flex: 1;
    overflow-wrap: anywhere;
  }
  .panes {
    position: relative;
    display: grid;
    flex: 1;
    min-height: 0;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
  }
  .panes > section {
    grid-area: 1 / 1;
    overflow: auto;
    overscroll-behavior: contain;
  }
  /* Hidden so, a pane keeps how far it was scrolled. */
  .closed > .details,
  .open > .list {
    visibility: hidden;
  }
  .panes.split {
    grid-template-columns: minmax(340px, 30%) minmax(0, 1fr);
  }
  .split > .list {
    border-inline-end: 1px solid var(--pm-line);
    background: var(--pm-surface);
  }
  .split > .details {
    grid-column: 2;
  }
  .list {
    padding: 0 8px 16px;
  }
  .tools {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px;
    padding: 12px 4px 4px;
  }
  .split .tools {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    background: var(--pm-surface);
  }
  printmux-upload-list {
    grid-column: 1 / -1;
  }
  .upload {
    grid-row: 1;
    grid-column: 2;
    position: relative;
    padding-inline: 12px;
    cursor: pointer;
  }
  .upload.idle {
    opacity: 0.5;
  }
  .upload:focus-within {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  .upload input {
    position: absolute;
    inset: 0;
    width: 100%;
    padding: 0;
    opacity: 0;
    cursor: pointer;
  }
  .skeleton div {
    display: flex;
    align-items: center;
    gap: 12px;
    height: 80px;
    padding: 0 12px;
    animation: breathe 1.6s ease-in-out infinite alternate;
  }
  .skeleton i {
    width: 56px;
    height: 56px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  .skeleton div span {
    flex: 1;
    height: 32px;
    border-radius: var(--pm-radius-small);
    background: var(--pm-raised);
  }
  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }
  .empty,
  .earlier {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 16px;
    text-align: center;
  }
  .empty {
    padding-block-start: 48px;
    --pm-icon-size: 48px;
  }
  /* Nothing is dropped with a finger. */
  @media (pointer: coarse) {
    .empty .dim {
      display: none;
    }
  }
  .empty printmux-icon {
    color: var(--pm-dim);
  }
  p {
    margin: 0;
    max-width: 40ch;
    overflow-wrap: anywhere;
  }
  .drop {
    position: fixed;
    inset: 0;
    z-index: 10;
    display: grid;
    padding: 24px;
    background: color-mix(
      in srgb,
      var(--primary-background-color, #fafafa) 92%,
      transparent
    );
    pointer-events: none;
  }
  .drop > div {
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 8px;
    border: 3px dashed var(--pm-accent-text);
    border-radius: var(--pm-radius);
    background: var(--pm-accent-tint);
    font-size: var(--pm-font-xl);
    --pm-icon-size: 64px;
  }
  .drop .dim {
    font-size: var(--pm-font-l);
  }
`,Qe=Array.from({length:8});function $e(e,t){return n`<label class="button primary upload ${t?``:`idle`}">
    <printmux-icon .path=${ke}></printmux-icon>
    <span>${w(`upload`)}</span>
    <input type="file" multiple ?disabled=${!t} @change=${e} />
  </label>`}function et(e,r){return n`<div class="drop">
    <div>
      <printmux-icon .path=${De}></printmux-icon>
      <p>${w(`drop`)}</p>
      ${e?n`<p class="dim">
              ${w(`drop.limit`,{limit:h(r.locale,e,`megabyte`)})}
            </p>`:t}
    </div>
  </div>`}function tt(e,r,i,a,{locale:o}){if(e.status===`loading`)return rt();let s=O(i)&&!r?.total&&!a.loading;return n`${s?it():t}
  ${at(a,o)}`}function nt(e,t,n){return e.status!==`loading`&&!t.total&&!O(n)}function O({text:e,filters:t}){return e.trim()!==``||t.size>0}function rt(){return n`<div class="skeleton" role="status">
    <span class="reader">${w(`loading`)}</span>
    ${Qe.map(()=>n`<div><i></i><span></span></div>`)}
  </div>`}function it(){return n`<div class="empty">
    <printmux-icon .path=${Ce}></printmux-icon>
    <p>${w(`empty.search`)}</p>
  </div>`}function k({hub:e,can:r}){return n`<div class="empty">
    <printmux-icon .path=${ve}></printmux-icon>
    <p>${w(e?.last_upload?`empty`:`empty.first`)}</p>
    ${r.dispatch?n`<p class="dim">${w(`empty.drop`)}</p>`:t}
    <a class="button" href="/printmux/setup" @click=${v}>${w(`empty.setup`)}</a>
  </div>`}function at(e,r){if(e.error)return n`<div class="earlier error" role="alert">
      <p>${w(`earlier.error`,{error:e.error})}</p>
      <button class="button" @click=${()=>void e.load()}>
        ${y(`retry`)}
      </button>
    </div>`;let{left:i,jobs:a,loading:o}=e;if(!i&&!o)return t;let s=m(r,i??0);return n`<div class="earlier">
    <button class="button" ?disabled=${o} @click=${()=>void e.load()}>
      ${o?w(`loading`):w(a.length?`earlier.more`:`earlier`,{count:s})}
    </button>
  </div>`}var A=class extends _{constructor(...e){super(...e),this.sought={text:``,filters:new Set},this.onInput=e=>{this.seek({text:e.target.value})},this.onKey=e=>{e.key===`Escape`&&this.sought.text&&(e.preventDefault(),this.clear())},this.clear=()=>{this.seek({text:``}),this.input?.focus()}}static{this.styles=[b,x,a`
      /* Its parts are laid out by the view, beside the button. */
      :host {
        display: contents;
      }
      .field {
        grid-row: 1;
        position: relative;
        display: grid;
        color: var(--pm-dim);
      }
      .field > printmux-icon {
        position: absolute;
        inset-block: 0;
        inset-inline-start: 10px;
        align-items: center;
        pointer-events: none;
      }
      input {
        width: 100%;
        padding-inline: 38px 8px;
        border-color: var(--pm-line);
        color: var(--pm-text);
      }
      input:not(:placeholder-shown) {
        padding-inline-end: 40px;
      }
      input::-webkit-search-cancel-button {
        display: none;
      }
      .field button {
        position: absolute;
        inset-block: 0;
        inset-inline-end: 0;
      }
      .chips {
        grid-row: 2;
        grid-column: 1 / -1;
        display: flex;
        gap: 6px;
        /* There before the chips are. */
        min-height: 36px;
        padding: 2px;
        margin: -2px;
        overflow-x: auto;
        scrollbar-width: none;
      }
      .chip {
        flex: none;
        min-height: 32px;
        padding: 0 12px;
        border: 1px solid var(--pm-line);
        border-radius: 16px;
        background: none;
      }
      .chip:hover {
        background: var(--pm-raised);
      }
      .chip[aria-pressed="true"] {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
        color: var(--pm-accent-text);
      }
      .count {
        font-variant-numeric: tabular-nums;
      }
    `]}focus(){this.input?.focus(),this.input?.select()}render(){if(!this.speech.ready)return t;let e=T.filter(e=>(this.counts?.[e]??0)>0||this.sought.filters.has(e));return n`
      <div class="field" role="search">
        <printmux-icon .path=${xe}></printmux-icon>
        <input
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          aria-label=${w(`search`)}
          aria-keyshortcuts="/"
          placeholder=${w(`search`)}
          .value=${this.sought.text}
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
        ${this.sought.text?n`<button
                class="icon-button"
                aria-label=${w(`search.clear`)}
                @click=${this.clear}
              >
                <printmux-icon .path=${Ae}></printmux-icon>
              </button>`:t}
      </div>
      <div class="chips" role="group" aria-label=${w(`filters`)}>
        ${e.map(e=>this.renderChip(e))}
      </div>
    `}renderChip(e){let t=this.counts?.[e]??0;return n`<button
      class="chip"
      aria-pressed=${this.sought.filters.has(e)}
      @click=${()=>this.toggle(e)}
    >
      ${w(`filter.${e}`)}
      <span class="count">${this.hass?m(this.hass.locale,t):t}</span>
    </button>`}toggle(e){let t=new Set(this.sought.filters);t.delete(e)||t.add(e),this.seek({filters:t})}seek(e){let t={...this.sought,...e};this.dispatchEvent(new CustomEvent(`seek`,{detail:t}))}};r([i({attribute:!1})],A.prototype,`sought`,void 0),r([i({attribute:!1})],A.prototype,`counts`,void 0),r([c(`input`)],A.prototype,`input`,void 0),A=r([C(`printmux-job-finder`)],A);var ot={uploaded:`accent`,awaiting_selection:`accent`,dispatching:`accent`,completed:`good`,failed:`bad`,cancelled:`dim`},st=[`needs_attention`,`printing`,`starting`,`uploading`,`pending`],ct=new Set([`printing`,`uploading`]);function lt(e){let t=e.state===`dispatching`?he(e):[],n=st.find(e=>t.some(t=>t.state===e));if(!n)return{tone:ot[e.state],text:y(`job.${e.state}`),share:null};let r=t.filter(({state:e})=>e===n),i=t.filter(({state:e})=>e===`failed`).length;return{tone:n===`needs_attention`?`warn`:i?`bad`:`accent`,text:[ut(n,r),i&&w(`row.failed`,{count:i})].filter(Boolean).join(` · `),share:ct.has(n)?dt(r.map(({progress:e})=>e)):null}}function ut(e,t){let[n]=t,r=e===`pending`&&n?.waiting_for&&t.length===1?y(`wait.${n.waiting_for}`):y(`target.${e}`),i=new Set(t.map(({printer_name:e})=>e));return`${r} · ${i.size===1?[...i].join():y(`printers.number`,{count:i.size})}`}function dt(e){return e.reduce((e,t)=>e+t,0)/e.length}var ft=a`
  .accent {
    --tone: var(--pm-accent);
    --tone-text: var(--pm-accent-text);
  }
  .good {
    --tone: var(--pm-good);
    --tone-text: var(--pm-good-text);
  }
  .warn {
    --tone: var(--pm-warn);
    --tone-text: var(--pm-warn-text);
  }
  .bad {
    --tone: var(--pm-bad);
    --tone-text: var(--pm-bad-text);
  }
  .dim {
    --tone: var(--pm-dim);
    --tone-text: var(--pm-dim);
  }
`,pt=[[`problem`,`file_gone`],[`print_time`,`filament`],[`slicer`,`size`]],j=class extends Me{constructor(...e){super(...e),this.today=0}static{this.styles=[b,x,ft,Pe,a`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
        contain-intrinsic-size: none 64px;
      }
      .words {
        display: grid;
        gap: 2px;
      }
      .line {
        display: flex;
        align-items: center;
        gap: 6px;
        min-width: 0;
        min-height: 20px;
      }
      .cut {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name {
        font-weight: 500;
      }
      time,
      .facts {
        color: var(--pm-dim);
        font-size: var(--pm-font-s);
      }
      .odd {
        color: var(--pm-warn-text);
      }
      .dot {
        flex: none;
        width: 12px;
        height: 12px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
      }
      .dot + .dot {
        margin-inline-start: -10px;
      }
      .status {
        color: var(--tone-text);
        font-size: var(--pm-font-s);
      }
      .status > i {
        flex: none;
        width: 8px;
        height: 8px;
        border-radius: 50%;
        background: var(--tone);
      }
      .bar {
        flex: none;
        width: 48px;
        height: 4px;
      }
      .share {
        min-width: 2.5em;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `,Fe]}render(){let{hass:e,job:r}=this;if(!e||!r)return t;let i=mt(fe(e,r));return n`
      <printmux-thumb .job=${r} .size=${56}></printmux-thumb>
      <div class="words">
        <div class="line">
          <bdi class="cut name" title=${r.name}>${r.name}</bdi>
          <time datetime=${r.created_at} title=${oe(e,r.created_at)}
            >${ce(e,r.created_at,this.today)}</time
          >
        </div>
        <div
          class="line facts ${i.some(({tone:e})=>e===`warn`)?`odd`:``}"
        >
          ${i.flatMap(({colors:e=[]})=>e.slice(0,5)).map(gt)}
          <span class="cut" title=${ht(i)}>${ht(i)}</span>
        </div>
        ${this.renderStatus(r)}
      </div>
    `}renderStatus(e){let{tone:r,text:i,share:a}=lt(e);return n`<div class="line status ${r}">
      <i></i><span class="cut" title=${i}>${i}</span>
      ${a===null||!this.hass?t:n`<div class="bar" style=${s({"--share":`${a}`})}>
                <i></i>
              </div>
              <span class="share">${p(this.hass.locale,a)}</span>`}
    </div>`}};r([i({attribute:!1})],j.prototype,`job`,void 0),r([i({type:Number})],j.prototype,`today`,void 0),j=r([C(`printmux-job-row`)],j);function mt(e){return pt.map(t=>e.filter(({key:e})=>t.includes(e))).find(e=>e.length)??[]}function ht(e){return e.map(({text:e})=>e).filter(Boolean).join(` · `)}function gt(e){return n`<i class="dot" style=${s({backgroundColor:e})}></i>`}var M=`/printmux/inbox`;function N(e){return`${M}/${encodeURIComponent(e)}`}function P(e){let[t=``]=e.split(`/`);try{return decodeURIComponent(t)}catch{return t}}var F=60,_t={ArrowDown:(e,t)=>Math.min(e+1,t),ArrowUp:e=>Math.max(e-1,0),Home:()=>0,End:(e,t)=>t},I=class extends _{constructor(...e){super(...e),this.selected=``,this.today=0,this.shown=F,this.current=``,this.ids=[],this.focused=!1,this.watcher=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&(this.shown+=F)}),this.onClick=e=>{e.button||e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),this.tell(`open`,e.currentTarget.dataset.id??``))},this.onFocus=e=>{this.current=e.target.dataset.id??this.current},this.onKey=e=>{if(e.altKey||e.ctrlKey||e.metaKey)return;let t=_t[e.key];if(t){e.preventDefault();let n=this.ids.indexOf(this.current);this.focusAt(t(n,this.ids.length-1))}else e.key===`Delete`&&(e.preventDefault(),this.tell(`ask-delete`,this.current))}}static{this.styles=[b,x,a`
      :host {
        display: block;
        position: relative;
      }
      h2 {
        display: flex;
        gap: 8px;
        margin: 0;
        padding: 12px 12px 4px;
        color: var(--pm-dim);
        font-size: var(--pm-font-s);
        font-weight: 500;
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        content-visibility: auto;
        contain-intrinsic-size: auto 80px;
      }
      a {
        display: block;
        border-radius: var(--pm-radius-small);
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        background: var(--pm-raised);
      }
      a[aria-current] {
        background: var(--pm-accent-tint);
      }
      a:focus-visible {
        outline-offset: -2px;
      }
      .ahead {
        position: absolute;
        inset-block-end: 0;
        width: 1px;
        height: min(1200px, 100%);
        pointer-events: none;
      }
    `]}disconnectedCallback(){super.disconnectedCallback(),this.watcher.disconnect()}focusRow(e=this.selected){this.focusAt(Math.max(0,this.ids.indexOf(e)))}get holdsFocus(){return!!document.activeElement&&!!this.shadowRoot?.activeElement}willUpdate(e){if(e.has(`listing`)){let e=this.ids.indexOf(this.current);this.focused=this.holdsFocus,this.ids=this.listing?E(this.listing):[],this.ids.includes(this.current)||(this.current=this.ids[Math.min(Math.max(0,e),this.ids.length-1)]??``)}e.has(`selected`)&&this.ids.includes(this.selected)&&(this.current=this.selected)}updated(){this.focused&&!this.holdsFocus&&this.focusAt(this.ids.indexOf(this.current)),this.focused=!1,this.watcher.disconnect(),this.ahead&&this.watcher.observe(this.ahead)}render(){if(!this.listing||!this.speech.ready)return t;let e=this.shown,r=this.listing.groups.map(({group:n,jobs:r})=>{let i=r.slice(0,Math.max(0,e));return e-=i.length,i.length?this.renderGroup(n,r.length,i):t});return n`<div @keydown=${this.onKey} @focusin=${this.onFocus}>${r}</div>
      ${this.ids.length>this.shown?n`<div class="ahead"></div>`:t}`}renderGroup(e,t,r){return n`<section aria-labelledby=${e}>
      <h2 id=${e}>${w(`group.${e}`)} <span>${t}</span></h2>
      <ul>
        ${o(r,({id:e})=>e,e=>this.renderRow(e))}
      </ul>
    </section>`}renderRow(e){return n`<li>
      <a
        href=${N(e.id)}
        data-id=${e.id}
        tabindex=${e.id===this.current?0:-1}
        aria-current=${e.id===this.selected?`true`:t}
        @click=${this.onClick}
      >
        <printmux-job-row
          .hass=${this.hass}
          .job=${e}
          .today=${this.today}
        ></printmux-job-row>
      </a>
    </li>`}async focusAt(e){let t=this.ids[e];t!==void 0&&(this.current=t,this.shown=Math.max(this.shown,e+F/2),await this.updateComplete,this.renderRoot.querySelector(`[data-id="${CSS.escape(t)}"]`)?.focus())}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};r([i({attribute:!1})],I.prototype,`listing`,void 0),r([i()],I.prototype,`selected`,void 0),r([i({type:Number})],I.prototype,`today`,void 0),r([e()],I.prototype,`shown`,void 0),r([e()],I.prototype,`current`,void 0),r([c(`.ahead`)],I.prototype,`ahead`,void 0),I=r([C(`printmux-job-list`)],I);var L=(e,t)=>String(t),vt=(e,t)=>m(e,Number(t)),yt=(e,t)=>m(e,Number(t),2),R=(e,t)=>h(e,Number(t),`millimeter`,3),bt=(e,t)=>h(e,Number(t),`millimeter-per-second`),z=(e,t)=>ae(e,Number(t)),xt=(e,t)=>h(e,Number(t),`percent`),St=(e,t)=>f(e,Number(t)),Ct=(e,t)=>se(e,Number(t)),wt=(e,t)=>de(e,Number(t)),Tt={slicer:{slicer:L,slicer_version:L,print_profile:L,gcode_flavor:L},machine:{printer_model:L,printer_profile:L,nozzle_diameter:R,bed_type:L},print:{estimated_time_s:St,layer_height:R,first_layer_height:R,layer_count:vt,object_height:R,print_speed:bt,infill_percentage:xt,infill_pattern:L,support_enabled:(e,t)=>w(t?`yes`:`no`),support_type:L},temperatures:{first_layer_nozzle_temp:z,nozzle_temp:z,first_layer_bed_temp:z,bed_temp:z}},Et={filament_type:L,filament_brand:L,filament_name:L,filament_color:L,filament_length_mm:Ct,filament_weight_g:wt,filament_cost:yt},Dt=[`filament_length_mm`,`filament_weight_g`];function B(e,t){return[...Object.keys(Tt).map(n=>({title:w(`meta.group.${n}`),rows:At(e,t,Tt[n])})),...jt(e,t)].filter(({rows:e})=>e.length)}function Ot(e,t){return B(e,t).length>0||kt(t).length>0}function kt(e){let t=e.raw_metadata;return typeof t!=`object`||!t?[]:Object.entries(t).map(([e,t])=>[e,U(t)]).sort(([e],[t])=>e<t?-1:1)}function At(e,t,n){return Object.entries(n).flatMap(([n,r])=>{let i=H(t[n]),a=[...new Set(i.map(t=>r(e,t)))],o=w(`meta.${n}`);return a.length?[{label:o,text:a.join(` / `)}]:[]})}function jt(e,t){let n=Object.keys(Et),r=Math.max(...n.map(e=>H(t[e]).length));if(r<2)return[V(e,w(`meta.group.filament`),t)];let i=n.filter(e=>!Array.isArray(t[e])),a=Object.fromEntries(i.map(e=>[e,t[e]])),o=Array.from({length:r},(e,r)=>{let i=n.map(e=>[e,Nt(t[e],r)]);return[w(`meta.tool`,{number:r+1}),Object.fromEntries(i)]});return[V(e,w(`meta.group.filament`),a),...o.filter(([,e])=>Mt(e)).map(([t,n])=>V(e,t,n))]}function V(e,t,n){let r=me(U(H(n.filament_color)[0])),i=At(e,n,Et);return r?{title:t,rows:i,color:r}:{title:t,rows:i}}function Mt(e){let t=Dt.flatMap(t=>H(e[t]));return!t.length||t.some(e=>Number(e)>0)}function Nt(e,t){return Array.isArray(e)?e[t]:void 0}function H(e){return[e].flat().filter(e=>e!=null&&e!==``)}function U(e){return Array.isArray(e)?e.map(U).join(`, `):typeof e==`string`?e:JSON.stringify(e)??``}var W=class extends _{constructor(...e){super(...e),this.metadata={}}static{this.styles=[b,a`
      :host {
        display: block;
        columns: 260px;
        column-gap: 32px;
      }
      section {
        break-inside: avoid;
        padding-block-end: 20px;
      }
      h4 {
        display: flex;
        align-items: center;
        gap: 8px;
        margin: 0 0 4px;
        font-weight: 500;
      }
      h4 i {
        width: 14px;
        height: 14px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
      }
      dl {
        margin: 0;
      }
      div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding-block: 4px;
        border-block-start: 1px solid var(--pm-line);
      }
      dt {
        color: var(--pm-dim);
      }
      dd {
        min-width: 0;
        margin: 0;
        overflow-wrap: anywhere;
        text-align: end;
      }
    `]}render(){return this.hass&&this.speech.ready?B(this.hass.locale,this.metadata).map(Pt):t}};r([i({attribute:!1})],W.prototype,`metadata`,void 0),W=r([C(`printmux-job-metadata`)],W);function Pt({title:e,rows:r,color:i}){return n`<section>
    <h4>
      ${i?n`<i style=${s({backgroundColor:i})}></i>`:t}
      ${e}
    </h4>
    <dl>
      ${r.map(({label:e,text:t})=>n`<div>
            <dt>${e}</dt>
            <dd><bdi>${t}</bdi></dd>
          </div>`)}
    </dl>
  </section>`}var Ft=a`
  :host {
    container-type: inline-size;
    display: grid;
    gap: 16px;
    max-width: 1200px;
    margin-inline: auto;
    padding: 16px;
    grid-template-columns: minmax(0, 1fr);
  }
  .card {
    padding: 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-radius: var(--pm-radius);
    background: var(--ha-card-background, var(--pm-surface));
  }
  .back {
    justify-self: start;
    min-height: 40px;
    padding-inline: 8px 16px;
  }
  .arrow:dir(rtl) {
    transform: scaleX(-1);
  }
  header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 24px;
    --pm-picture: 200px;
  }
  .head,
  .name {
    display: flex;
    flex-direction: column;
    gap: 12px;
  }
  h2 {
    margin: 0;
    font-size: var(--pm-font-xl);
    font-weight: 500;
    line-height: 1.3;
    overflow-wrap: anywhere;
    outline: none;
  }
  h3 {
    margin: 0 0 12px;
    font-size: var(--pm-font-l);
    font-weight: 500;
  }
  p {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .status {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--tone-text);
    font-weight: 500;
  }
  .status i {
    flex: none;
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--tone);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: auto;
  }
  printmux-raw-settings {
    margin-block-start: 16px;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 8px 24px;
    margin: 0;
  }
  dt {
    color: var(--pm-dim);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .gone {
    display: grid;
    justify-items: center;
    gap: 16px;
    padding: 64px 16px;
    text-align: center;
    --pm-icon-size: 48px;
  }
  @container (max-width: 560px) {
    header {
      gap: 16px;
      --pm-picture: 112px;
      --pm-pictures: 32px;
    }
    .head {
      display: contents;
    }
    .name {
      align-self: center;
    }
    .head > :not(.name) {
      grid-column: 1 / -1;
    }
    h2 {
      font-size: var(--pm-font-l);
    }
  }
`,It=240,G=class extends _{constructor(...e){super(...e),this.chosen=0,this.broken=``}static{this.styles=[b,x,a`
      :host {
        display: grid;
        gap: 8px;
        width: var(--pm-picture, ${It}px);
        --pm-icon-size: 96px;
      }
      .large {
        display: grid;
        place-items: center;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        color: var(--pm-dim);
      }
      img {
        display: block;
        width: 100%;
        height: 100%;
        min-height: 0;
        object-fit: contain;
      }
      .others {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
      }
      .others button {
        width: var(--pm-pictures, 48px);
        height: var(--pm-pictures, 48px);
        overflow: hidden;
        border: 2px solid transparent;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
      }
      .others button[aria-pressed="true"] {
        border-color: var(--pm-accent);
      }
    `]}willUpdate(e){e.has(`job`)&&e.get(`job`)?.id!==this.job?.id&&(this.chosen=0)}render(){let{job:e}=this;if(!e||!this.speech.ready)return t;let r=`thumbnails`in e?Lt(e.thumbnails):[],i=e.thumbnail&&le(e.thumbnail,It),a=this.chosen?r[this.chosen]?.url??i:i;return n`<div class="large">
        ${a&&a!==this.broken?n`<img
                src=${a}
                alt=${w(`picture`,{name:e.name})}
                @error=${()=>this.broken=a}
              />`:n`<printmux-icon .path=${je}></printmux-icon>`}
      </div>
      ${r.length>1?this.renderOthers(r):t}`}renderOthers(e){return n`<div class="others" role="group" aria-label=${w(`pictures`)}>
      ${e.map(({width:e,height:r,url:i},a)=>{let o=w(`picture.size`,{width:e,height:r});return n`<button
          aria-label=${o}
          title=${o}
          aria-pressed=${a===this.chosen}
          @click=${()=>this.chosen=a}
        >
          ${i?n`<img src=${i} alt="" loading="lazy" />`:t}
        </button>`})}
    </div>`}};r([i({attribute:!1})],G.prototype,`job`,void 0),r([e()],G.prototype,`chosen`,void 0),r([e()],G.prototype,`broken`,void 0),G=r([C(`printmux-job-pictures`)],G);function Lt(e){return e.filter(({url:e})=>e).sort((e,t)=>t.width*t.height-e.width*e.height)}var Rt=72,K=class extends _{constructor(...e){super(...e),this.wanted=null,this.error=``}static{this.styles=[b,x,a`
      fieldset {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
        gap: 8px;
        min-width: 0;
        margin: 0;
        padding: 0;
        border: none;
      }
      label {
        display: grid;
        grid-template-columns: auto auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
      }
      label.chosen {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
      }
      input {
        width: 20px;
        min-height: 20px;
        margin: 0;
        accent-color: var(--pm-accent);
      }
      bdi {
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      .words {
        display: grid;
        gap: 4px;
      }
      .dim {
        font-size: var(--pm-font-s);
        overflow-wrap: anywhere;
      }
      .dot {
        display: inline-block;
        width: 12px;
        height: 12px;
        margin-inline-end: 4px;
        border: 1px solid var(--pm-dim);
        border-radius: 50%;
        vertical-align: -2px;
      }
      p {
        margin: 8px 0 0;
      }
    `]}willUpdate(e){e.has(`job`)&&e.get(`job`)?.id!==this.job?.id&&(this.wanted=null,this.error=``),this.job?.plate_index===this.wanted&&(this.wanted=null)}render(){let{hass:e,job:r}=this;if(!e||!r||!this.speech.ready)return t;let i=this.wanted??r.plate_index??r.plate_list[0]?.index,a=!this.can?.dispatch||r.file_gone||r.state===`dispatching`||this.wanted!==null;return n`<fieldset ?disabled=${a}>
        <legend class="reader">${w(`plate.choose`)}</legend>
        ${r.plate_list.map(t=>this.renderPlate(e,r,t,t.index===i))}
      </fieldset>
      ${this.error?n`<p class="error" role="alert">${this.error}</p>`:t}`}renderPlate(e,t,r,i){return n`<label class=${i?`chosen`:``}>
      <input
        type="radio"
        name="plate"
        .checked=${l(i)}
        @change=${()=>this.choose(e,t,r.index)}
      />
      <printmux-thumb .job=${Bt(r)} .size=${Rt}></printmux-thumb>
      <span class="words">
        <bdi>${zt(e,r)}</bdi>
        <span class="dim"
          >${Vt(r).map(e=>n`<i class="dot" style=${s({backgroundColor:e})}></i>`)}${Ht(e,r)}</span
        >
      </span>
    </label>`}async choose(e,t,n){this.wanted=n,this.error=``;try{await ne(e,t.id,n)}catch(e){this.error=u(e),this.wanted=null}}};r([i({attribute:!1})],K.prototype,`job`,void 0),r([i({attribute:!1})],K.prototype,`can`,void 0),r([e()],K.prototype,`wanted`,void 0),r([e()],K.prototype,`error`,void 0),K=r([C(`printmux-job-plates`)],K);function zt(e,{index:t,name:n}){let r=w(`plate`,{number:m(e.locale,t)});return n?`${r}: ${n}`:r}function Bt({thumbnail:e}){return{name:``,thumbnail:e??null}}function Vt({filament_color:e}){let t=[e??[]].flat().flatMap(e=>me(e)??[]);return[...new Set(t)]}function Ht({locale:e},t){let{estimated_time_s:n,filament_weight_g:r}=t,i=new Set([t.filament_type??[]].flat());return[n&&f(e,n),[...i].join(`, `),r&&de(e,r)].filter(Boolean).join(` · `)}var q=class extends _{constructor(...e){super(...e),this.metadata={},this.open=!1,this.text=``}static{this.styles=[b,x,a`
      :host {
        display: block;
      }
      summary {
        padding-block: 4px;
        cursor: pointer;
        font-weight: 500;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-block: 12px;
      }
      input {
        flex: 1 1 160px;
        min-width: 0;
      }
      .table {
        max-height: 480px;
        overflow: auto;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: var(--pm-font-s);
      }
      tr {
        border-block-start: 1px solid var(--pm-line);
      }
      th,
      td {
        padding: 4px 0;
        vertical-align: top;
        text-align: start;
        overflow-wrap: anywhere;
      }
      th {
        width: 40%;
        padding-inline-end: 16px;
        color: var(--pm-dim);
        font-weight: 400;
      }
      td {
        font-family: var(--ha-font-family-code, monospace);
        white-space: pre-wrap;
      }
    `]}render(){let e=kt(this.metadata);return!this.hass||!this.speech.ready||!e.length?t:n`<details
      @toggle=${e=>this.open=e.target.open}
    >
      <summary>${w(`raw`,{count:e.length})}</summary>
      ${this.open?this.renderSettings(e):t}
    </details>`}renderSettings(e){let t=this.text.trim().toLowerCase(),r=e.filter(e=>e.some(e=>e.toLowerCase().includes(t)));return n`<div class="tools">
        <input
          type="search"
          aria-label=${w(`raw.search`)}
          placeholder=${w(`raw.search`)}
          .value=${this.text}
          @input=${e=>this.text=e.target.value}
        />
        <button class="button" @click=${()=>this.copy(r)}>
          <printmux-icon .path=${ye}></printmux-icon>${w(`raw.copy`)}
        </button>
      </div>
      <p class="reader" role="status">
        ${this.hass?w(`raw.found`,{found:m(this.hass.locale,r.length)}):``}
      </p>
      <div class="table" tabindex="0" role="group" aria-label=${w(`raw.table`)}>
        <table dir="ltr">
          ${r.map(([e,t])=>n`<tr>
                <th scope="row">${e}</th>
                <td>${t}</td>
              </tr>`)}
        </table>
      </div>`}async copy(e){let t=e.map(([e,t])=>`${e} = ${t}`).join(`
`);S(this,w(await Ie(t)?`copied`:`copy.failed`))}};r([i({attribute:!1})],q.prototype,`metadata`,void 0),r([e()],q.prototype,`open`,void 0),r([e()],q.prototype,`text`,void 0),q=r([C(`printmux-raw-settings`)],q);var J=class extends _{constructor(...e){super(...e),this.jobId=``,this.printers=new Map,this.can=ee.can,this.alone=!1,this.subscription=new ie(this,()=>this.hass,()=>this.jobId?{view:`job`,job_id:this.jobId}:null),this.sentFirst=!1,this.arranged=``}static{this.styles=[b,x,ft,Ft]}focusName(){this.updateComplete.then(()=>this.heading?.focus())}render(){let{hass:e}=this,{board:r}=this.subscription;if(!e||!this.speech.ready)return t;let i=r.jobs.get(this.jobId),a=r.error===`not_found`||r.status===`ready`&&!i,o=a?void 0:i??this.row;return o&&this.arranged!==o.id&&(this.arranged=o.id,this.sentFirst=o.state===`dispatching`),n`
      ${this.alone?this.renderBack():t} ${a?Ut():t}
      ${!a&&(r.status===`error`||!o)?n`<printmux-banner
              .hass=${e}
              .board=${r}
              @again=${()=>this.subscription.again()}
            ></printmux-banner>`:t}
      ${o?this.renderJob(e,o,i):t}
    `}renderBack(){return n`<button
      class="button back"
      @click=${()=>this.dispatchEvent(new CustomEvent(`back`))}
    >
      <printmux-icon class="arrow" .path=${Ee}></printmux-icon>
      ${y(`back`)}
    </button>`}renderJob(e,r,i){let a=Y(w(`section.dispatch`),n`<printmux-dispatch
        .hass=${e}
        .job=${r}
        .verdicts=${i?.verdicts}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-dispatch>`),o=he(r).length?Y(w(`section.targets`),n`<printmux-targets
            .hass=${e}
            .job=${r}
            .printers=${this.printers}
            .can=${this.can}
          ></printmux-targets>`):t;return n`
      ${this.renderHead(e,r)}
      ${this.sentFirst?[o,a]:[a,o]}
      ${i?Wt(e,i,this.can):t}
    `}renderHead(e,r){let{tone:i,text:a}=lt(r);return n`<header class="card">
      <printmux-job-pictures .hass=${e} .job=${r}> </printmux-job-pictures>
      <div class="head">
        <div class="name">
          <h2 tabindex="-1"><bdi>${r.name}</bdi></h2>
          <p class="status ${i}"><i></i>${a}</p>
        </div>
        <printmux-facts .hass=${e} .job=${r}></printmux-facts>
        ${r.why?n`<p class="dim">${Ne(e,r.why)}</p>`:t}
        <div class="actions">
          <button class="button small" @click=${()=>this.copyLink(r)}>
            <printmux-icon .path=${Se}></printmux-icon>${w(`copy.link`)}
          </button>
          ${this.can.manage?n`<button
                  class="button small remove"
                  @click=${()=>this.askDelete(r)}
                >
                  <printmux-icon .path=${_e}></printmux-icon>${y(`delete`)}
                </button>`:t}
        </div>
      </div>
    </header>`}async copyLink({id:e}){let t=await Ie(location.origin+N(e));S(this,w(t?`copied`:`copy.failed`))}askDelete({id:e}){this.dispatchEvent(new CustomEvent(`ask-delete`,{detail:e}))}};r([i()],J.prototype,`jobId`,void 0),r([i({attribute:!1})],J.prototype,`row`,void 0),r([i({attribute:!1})],J.prototype,`printers`,void 0),r([i({attribute:!1})],J.prototype,`can`,void 0),r([i({type:Boolean})],J.prototype,`alone`,void 0),r([c(`h2`)],J.prototype,`heading`,void 0),J=r([C(`printmux-job-page`)],J);function Y(e,t){return n`<section class="card">
    <h3>${e}</h3>
    ${t}
  </section>`}function Ut(){return n`<div class="gone" role="status">
    <printmux-icon .path=${we}></printmux-icon>
    <p>${w(`gone`)}</p>
    <a class="button" href=${M} @click=${v}>${w(`gone.list`)}</a>
  </div>`}function Wt(e,r,i){return n`
    ${r.plate_list.length>1?Y(w(`section.plates`),n`<printmux-job-plates .hass=${e} .job=${r} .can=${i}>
            </printmux-job-plates>`):t}
    ${Ot(e.locale,r.metadata)?Y(w(`section.metadata`),n`<printmux-job-metadata .hass=${e} .metadata=${r.metadata}>
              </printmux-job-metadata>
              <printmux-raw-settings .hass=${e} .metadata=${r.metadata}>
              </printmux-raw-settings>`):t}
    ${Y(w(`section.file`),n`<dl>
        ${Kt(e,r).map(({label:e,text:t})=>n`<dt>${e}</dt>
              <dd><bdi>${t}</bdi></dd>`)}
      </dl>`)}
  `}var Gt={moonraker:`Moonraker`,octoprint:`OctoPrint`};function Kt(e,t){let n={name:t.name,folder:t.folder,size:d(e.locale,t.size),received:oe(e,t.created_at),source:Gt[t.source]??t.source,key:t.key_name,sha256:t.sha256,job_id:t.id};return Object.entries(n).flatMap(([e,t])=>t?[{label:w(`file.${e}`),text:t}]:[])}var qt=class extends Error{},Jt=new Set([400,413,415]);function Yt(e,t,n,r=``){let i=new XMLHttpRequest,a=!1;return{done:(async()=>(e.auth.expired&&await e.auth.refreshAccessToken(),await new Promise((o,s)=>{if(a){s(new DOMException(`Aborted`,`AbortError`));return}i.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),i.onload=()=>{let t=Xt(i.responseText);if(i.status===201&&t.job_id)o(t.job_id);else{let{status:n,statusText:r}=i,a=t.words??t.message,o=a?Ne(e,a):`${n} ${r}`;s(Jt.has(n)?new qt(o):Error(o))}},i.onerror=()=>s(Error(``)),i.onabort=()=>s(new DOMException(`Aborted`,`AbortError`));let c=new FormData;r&&c.append(`folder`,r),c.append(`file`,t,t.name),i.open(`POST`,`/api/printmux/upload`),i.setRequestHeader(`Authorization`,`Bearer ${e.auth.data.access_token}`),i.send(c)})))(),abort:()=>{a=!0,i.abort()}}}function Xt(e){try{return JSON.parse(e)}catch{return{}}}var Zt=2,Qt=1024**2,$t=/\.(gcode|gco|g|nc|bgcode|3mf|ufp)$/i,en=class{constructor(e=Yt){this.items=[],this.followers=new Set,this.running=new Map,this.last=0,this.send=e}get busy(){return this.items.some(({state:e})=>e!==`failed`)}follow(e){return this.followers.add(e),()=>this.followers.delete(e)}add(e,t,n,r=``){for(let e of t){let t=e.size>n*Qt?`too_large`:null;this.items.push(this.make(e,r,t))}this.go(e)}refuse(e){this.items.push(this.make(new File([],e),``,`folder`)),this.changed()}retry(e,t){Object.assign(t,{state:`waiting`,share:0,fault:null,error:null}),this.go(e)}remove(e){this.takeOff(e),this.running.get(e)?.abort(),this.changed()}make(e,t,n){return{id:++this.last,file:e,folder:t,state:n?`failed`:`waiting`,share:0,fault:n,error:null,final:n!==null}}go(e){for(let t of this.items)t.state===`waiting`&&this.running.size<Zt&&this.run(e,t);this.changed()}async run(e,t){t.state=`sending`;let n=this.send(e,t.file,e=>{t.share=e,this.changed()},t.folder);this.running.set(t,n);try{let e=await n.done;this.running.delete(t),this.takeOff(t),this.followers.forEach(n=>n.done(e,t))}catch(e){this.running.delete(t),t.state=`failed`,t.error=u(e)||null,t.fault=t.error?null:`lost`,t.final=e instanceof qt}this.go(e)}takeOff(e){let t=this.items.indexOf(e);t>=0&&this.items.splice(t,1)}changed(){this.followers.forEach(e=>e.changed())}};function tn({name:e}){return $t.test(e)}var X=new en;window.addEventListener(`beforeunload`,e=>{X.busy&&e.preventDefault()});var Z=class extends _{constructor(...e){super(...e),this.maxMb=0,this.queue=X}static{this.styles=[b,x,Pe,a`
      :host {
        display: block;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        align-items: center;
        gap: 4px 12px;
        padding: 4px 4px 4px 12px;
        padding-inline: 12px 4px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
        background: var(--pm-surface);
      }
      li.failed > printmux-icon {
        color: var(--pm-bad-text);
      }
      .name {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .note {
        font-size: var(--pm-font-s);
        overflow-wrap: anywhere;
      }
      .bar {
        grid-column: 1 / -1;
        height: 4px;
        margin-inline-end: 8px;
        margin-block-end: 4px;
      }
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.queue.follow({changed:()=>this.requestUpdate(),done:()=>{}})}disconnectedCallback(){super.disconnectedCallback(),this.leave?.()}render(){let{items:e}=this.queue;return!this.speech.ready||!e.length?t:n`<ul aria-label=${w(`upload.list`)}>
      ${o(e,({id:e})=>e,e=>this.renderItem(e))}
    </ul>`}renderItem(e){let r=e.state===`failed`;return n`<li class=${e.state}>
      <printmux-icon
        .path=${r?Te:ge}
      ></printmux-icon>
      <div>
        <div class="name" title=${e.file.name}><bdi>${e.file.name}</bdi></div>
        <div
          class="note ${r?`error`:`dim`}"
          role=${r?`alert`:t}
        >
          ${r?this.reasonOf(e):this.progressOf(e)}
        </div>
      </div>
      <div>
        ${r&&!e.final?n`<button
                class="icon-button"
                aria-label=${y(`retry`)}
                title=${y(`retry`)}
                @click=${()=>this.retry(e)}
              >
                <printmux-icon .path=${Oe}></printmux-icon>
              </button>`:t}
        <button
          class="icon-button"
          aria-label=${y(r?`close`:`cancel`)}
          title=${y(r?`close`:`cancel`)}
          @click=${()=>this.dismiss(e)}
        >
          <printmux-icon .path=${Ae}></printmux-icon>
        </button>
      </div>
      ${r?t:nn(e)}
    </li>`}retry(e){this.hass&&(this.queue.retry(this.hass,e),this.focusAt(this.queue.items.indexOf(e)))}dismiss(e){let t=this.queue.items.indexOf(e);this.queue.remove(e),this.focusAt(Math.min(t,this.queue.items.length-1))}async focusAt(e){await this.updateComplete;let[t]=[...this.renderRoot.querySelectorAll(`li`)].slice(e,e+1);t?t.querySelector(`button:last-of-type`)?.focus():this.dispatchEvent(new CustomEvent(`emptied`))}progressOf({state:e,share:t,file:n}){if(!this.hass)return``;let{locale:r}=this.hass,i=d(r,n.size);if(e===`waiting`)return w(`upload.waiting`,{size:i});if(t>=1)return w(`upload.storing`);let a=w(`upload.sending`,{share:p(r,t),size:i});return tn(n)?a:`${a} · ${w(`upload.odd_name`)}`}reasonOf({fault:e,error:t}){if(!e||!this.hass)return t??``;let n=h(this.hass.locale,this.maxMb,`megabyte`);return w(`upload.fault.${e}`,{limit:n})}};r([i({type:Number})],Z.prototype,`maxMb`,void 0),r([i({attribute:!1})],Z.prototype,`queue`,void 0),Z=r([C(`printmux-upload-list`)],Z);function nn({file:e,share:t}){return n`<div
    class="bar"
    role="progressbar"
    aria-label=${e.name}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(t*100)}
    style=${s({"--share":`${t}`})}
  >
    <i></i>
  </div>`}var rn=200;async function an(e){let t=[],n=[e],r=rn;for(let e=n.shift();e&&r>0;e=n.shift()){let i=await cn(e),a=(await Promise.all(i.filter(on).map(sn))).filter(tn).slice(0,r);r-=a.length,a.length&&t.push({path:e.fullPath.replace(/^\//,``),files:a}),n.push(...i.filter(Q))}return t}function on(e){return e.isFile}function Q(e){return e?.isDirectory??!1}function sn(e){return new Promise((t,n)=>e.file(t,n))}async function cn(e){let t=e.createReader(),n=[];for(;;){let e=await new Promise((e,n)=>t.readEntries(e,n));if(!e.length)return n;n.push(...e)}}var ln=class{constructor(e,t,n){this.over=!1,this.depth=0,this.onDrag=e=>{let{dataTransfer:t}=e;if(t?.types.includes(`Files`)){if(e.preventDefault(),!this.wanted())t.dropEffect=`none`;else switch(e.type){case`dragenter`:this.enter(this.depth+1);break;case`dragleave`:this.enter(this.depth-1);break;case`dragover`:t.dropEffect=`copy`;break;case`drop`:this.enter(0),this.take(un(t))}}},this.listeners=[`dragenter`,`dragleave`,`dragover`,`drop`].map(e=>[e,this.onDrag]),this.host=e,this.wanted=t,this.take=n,e.addController(this)}hostConnected(){for(let[e,t]of this.listeners)window.addEventListener(e,t)}hostDisconnected(){for(let[e,t]of this.listeners)window.removeEventListener(e,t);this.enter(0)}enter(e){this.depth=Math.max(0,e),this.over!==this.depth>0&&(this.over=this.depth>0,this.host.requestUpdate())}};function un({files:e,items:t}){let n=[...t].filter(({kind:e})=>e===`file`).map(e=>e.webkitGetAsEntry());return{files:[...e].filter((e,t)=>!Q(n[t]??null)),folders:n.filter(Q)}}var dn=class{constructor(e,t,n,r){this.awaited=new Set,this.arrived=[],this.choose=e=>{let t=e.target;this.take({files:[...t.files??[]],folders:[]}),t.value=``},this.host=e,this.hass=t,this.board=n,this.open=r,this.drop=new ln(e,()=>this.board().can.dispatch,e=>this.take(e)),e.addController(this)}get over(){return this.drop.over}hostConnected(){this.leave=X.follow({changed:()=>this.tell(),done:(e,{file:t})=>this.arrive(e,t)})}hostDisconnected(){this.leave?.()}take({files:e,folders:t}){let n=this.hass();n&&(e.forEach(e=>this.awaited.add(e)),X.add(n,e,this.maxMb),t.forEach(e=>void this.takeFolder(n,e)))}async takeFolder(e,t){let n=await an(t).catch(()=>[]);for(let{path:t,files:r}of n)r.forEach(e=>this.awaited.add(e)),X.add(e,r,this.maxMb,t);n.length||X.refuse(t.name)}get maxMb(){return this.board().hub?.max_upload_mb??1/0}arrive(e,t){this.arrived.push(t),this.tell(),this.awaited.has(t)&&(this.awaited.clear(),this.open(e))}tell(){let[e]=this.arrived,t=this.arrived.length;if(e&&!X.busy){this.arrived=[];let n=w(`upload.done`,{name:e.name});S(this.host,t>1?w(`upload.done_all`,{count:t}):n)}}},fn=720,$=class extends _{static{this.styles=[b,x,Ze]}constructor(){super(),this.narrow=!1,this.rest=``,this.sought={text:``,filters:new Set},this.fault=``,this.inbox=new ie(this,()=>this.hass,()=>({view:`inbox`})),this.earlier=new Xe(this,()=>this.hass,()=>this.inbox.board.jobs),this.uploading=new dn(this,()=>this.hass,()=>this.inbox.board,e=>this.open(e)),this.width=new Le(this,fn),this.listed=[],this.today=0,this.came=!1,this.back=()=>{this.came?(this.came=!1,history.back()):g(M,!0)},this.onSeek=({detail:e})=>{this.sought=e,this.earlier.seek(e)},this.onFinderKey=e=>{e.key===`ArrowDown`&&(e.preventDefault(),this.list?.focusRow(``))},this.onKey=e=>{let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;t!==`/`||n||r||i||pn(e)||(e.preventDefault(),this.finder?.focus())},this.onAskDelete=async({detail:e})=>{let{hass:t,inbox:n}=this;if(!t||!n.board.can.manage)return;let r=this.listing?E(this.listing):[];this.fault=``;try{await pe(this,t,e,this.find(e))&&(this.earlier.forget(e),this.leaveJob(e,r))}catch(e){this.fault=u(e)}},new te(this,60)}connectedCallback(){super.connectedCallback(),window.addEventListener(`keydown`,this.onKey)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`keydown`,this.onKey)}get split(){return this.width.wide??!this.narrow}get selected(){return P(this.rest)}willUpdate(){let{hass:e,inbox:t,earlier:n,sought:r}=this;if(!e)return;let i=Math.floor(ue(e)/6e4)*6e4;t.board.status===`ready`&&n.follow();let a=[t.board.jobs,n.jobs,n.counts,r,i];if(a.some((e,t)=>e!==this.listed[t])){this.today=i,this.listed=a;let e={live:t.board.jobs,older:n.jobs,counts:n.counts};this.listing=Ue(e,r,i)}}updated(e){!this.selected&&this.split&&this.inbox.board.status===`ready`&&this.openNewest();let t=e.get(`rest`);t===void 0||this.split||(this.selected&&!P(t)?this.page?.focusName():this.selected||this.list?.focusRow(P(t)))}render(){let{board:e}=this.inbox;if(!this.hass||!this.speech.ready)return t;if(e.status===`error`)return n`<div class="alone">${this.renderBanner()}</div>`;let r=this.selected!==``,i=this.listing&&nt(e,this.listing,this.sought);return n`
      ${this.renderBanner()} ${this.renderFault()}
      <div class="panes ${this.split?`split`:r?`open`:`closed`}">
        <section class="list" aria-label=${w(`list`)}>
          <div class="tools">
            <printmux-job-finder
              .hass=${this.hass}
              .sought=${this.sought}
              .counts=${this.listing?.counts}
              @seek=${this.onSeek}
              @keydown=${this.onFinderKey}
            ></printmux-job-finder>
            ${e.can.dispatch||e.status===`loading`?$e(this.uploading.choose,e.can.dispatch):t}
            <printmux-upload-list
              .hass=${this.hass}
              .maxMb=${e.hub?.max_upload_mb??0}
              @emptied=${()=>this.uploadField?.focus()}
            ></printmux-upload-list>
          </div>
          <printmux-job-list
            .hass=${this.hass}
            .listing=${this.listing}
            .selected=${this.selected}
            .today=${this.today}
            @open=${e=>this.open(e.detail)}
            @ask-delete=${this.onAskDelete}
          ></printmux-job-list>
          ${i&&!this.split?k(e):t}
          ${tt(e,this.listing,this.sought,this.earlier,this.hass)}
        </section>
        <section class="details" aria-label=${w(`details`)}>
          ${r?this.renderPage(this.selected):t}
          ${i&&this.split&&!r?k(e):t}
        </section>
      </div>
      ${this.uploading.over?et(e.hub?.max_upload_mb,this.hass):t}
    `}renderBanner(){let{board:e}=this.inbox;return e.status===`stale`||e.status===`error`?n`<printmux-banner
          .hass=${this.hass}
          .board=${e}
          @again=${()=>this.inbox.again()}
        ></printmux-banner>`:t}renderFault(){return this.fault?n`<div class="fault" role="alert">
          <span>${this.fault}</span>
          <button class="button small" @click=${()=>this.fault=``}>
            ${y(`close`)}
          </button>
        </div>`:t}renderPage(e){let{board:t}=this.inbox;return n`<printmux-job-page
      .hass=${this.hass}
      .jobId=${e}
      .row=${this.find(e)}
      .printers=${t.printers}
      .can=${t.can}
      .alone=${!this.split}
      @back=${this.back}
      @ask-delete=${this.onAskDelete}
    ></printmux-job-page>`}find(e){return this.inbox.board.jobs.get(e)??this.earlier.jobs.find(t=>t.id===e)}open(e,t=!this.split&&this.selected!==``){this.came=!0,g(N(e),t)}openNewest(){let[e]=this.listing?E(this.listing):[];e&&g(N(e),!0)}leaveJob(e,t){if(e===this.selected){let n=t.indexOf(e),r=this.split?t[n+1]??t[n-1]:void 0;g(r?N(r):M,!0)}}};r([i({type:Boolean,reflect:!0})],$.prototype,`narrow`,void 0),r([i()],$.prototype,`rest`,void 0),r([e()],$.prototype,`sought`,void 0),r([e()],$.prototype,`fault`,void 0),r([c(`printmux-job-finder`)],$.prototype,`finder`,void 0),r([c(`.upload input`)],$.prototype,`uploadField`,void 0),r([c(`printmux-job-list`)],$.prototype,`list`,void 0),r([c(`printmux-job-page`)],$.prototype,`page`,void 0),$=r([C(`printmux-inbox-view`)],$);function pn(e){let[t]=e.composedPath();return t instanceof HTMLElement&&(t.isContentEditable||t.matches(`input, textarea, select`))}export{$ as PrintMuxInboxView};