import{c as e,d as t,n,o as r,p as i,r as a,s as o,t as s,u as c}from"./lit.js";import{H as ee,L as l,P as te,U as ne,V as re,c as u,d,f,i as ie,l as ae,m as p,o as oe,p as se,r as ce,s as m,t as le,u as h}from"./thumb.js";import{$ as ue,C as de,H as fe,I as pe,O as me,T as he,V as ge,_ as _e,at as ve,bt as ye,ct as be,dt as g,f as xe,ft as _,gt as v,ht as y,k as Se,mt as b,pt as x,r as Ce,s as we,vt as S,x as Te,yt as C,z as Ee}from"./mdi.js";import{s as De}from"./printer-words.js";import{n as Oe,r as ke,t as w}from"./targets.js";import{t as T}from"./clipboard.js";var Ae=class{constructor(e,t){this.wide=null,this.host=e,this.observer=new ResizeObserver(([e])=>{let n=e?e.contentRect.width>=t:this.wide;n!==this.wide&&(this.wide=n,this.host.requestUpdate())}),e.addController(this)}hostConnected(){this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}},E=ye({copied:`Copied`,"copy.failed":`The browser did not allow to copy. Select the text and copy it yourself.`,"copy.link":`Copy link`,delete:`Delete`,"delete.text":`The file is deleted with it, unless another job has the same one. This can't be undone.`,"delete.title":`Delete this job?`,"delete.under_way":`{name} is on its way to printers. Cancel it there first.`,details:`Job`,drop:`Drop files here to upload them`,"drop.limit":`Up to {limit} each`,earlier:`Earlier jobs`,"earlier.error":`Earlier jobs can't be loaded: {error}`,"earlier.more":`More earlier jobs`,empty:`Nothing waits here.`,"empty.drop":`You can also drop a file anywhere on this page.`,"empty.first":`No slicer has sent anything yet. Set yours up once, and what it sends appears here.`,"empty.search":`No job fits this search.`,"empty.setup":`Set up a slicer`,"file.folder":`Folder`,"file.job_id":`Job`,"file.key":`Slicer key`,"file.name":`Name`,"file.received":`Received`,"file.sha256":`SHA-256`,"file.size":`Size`,"file.source":`Sent by`,"filter.attention":`Needs you`,"filter.cancelled":`Cancelled`,"filter.completed":`Completed`,"filter.failed":`Failed`,"filter.under_way":`On its way`,"filter.waiting":`Waiting`,filters:`Show only`,gone:`This job is gone. It was deleted, or the link is wrong.`,"gone.list":`To all jobs`,"group.earlier":`Earlier`,"group.today":`Ended today`,"group.under_way":`On their way`,"group.waiting":`Waiting for a printer`,list:`Jobs`,loading:`Loading…`,"meta.bed_temp":`Bed`,"meta.bed_type":`Build plate`,"meta.estimated_time_s":`Print time`,"meta.filament_brand":`Brand`,"meta.filament_color":`Colour`,"meta.filament_cost":`Cost`,"meta.filament_length_mm":`Length`,"meta.filament_name":`Name`,"meta.filament_type":`Material`,"meta.filament_weight_g":`Weight`,"meta.first_layer_bed_temp":`Bed, first layer`,"meta.first_layer_height":`First layer height`,"meta.first_layer_nozzle_temp":`Nozzle, first layer`,"meta.gcode_flavor":`G-code flavour`,"meta.group.filament":`Filament`,"meta.group.machine":`Machine`,"meta.group.print":`Print`,"meta.group.slicer":`Slicer`,"meta.group.temperatures":`Temperatures`,"meta.infill_pattern":`Infill pattern`,"meta.infill_percentage":`Infill`,"meta.layer_count":`Layers`,"meta.layer_height":`Layer height`,"meta.nozzle_diameter":`Nozzle`,"meta.nozzle_temp":`Nozzle`,"meta.object_height":`Height`,"meta.print_profile":`Print profile`,"meta.print_speed":`Speed`,"meta.printer_model":`Sliced for`,"meta.printer_profile":`Printer profile`,"meta.slicer":`Slicer`,"meta.slicer_version":`Version`,"meta.support_enabled":`Supports`,"meta.support_type":`Kind of supports`,"meta.tool":`Filament of tool {number}`,no:`No`,picture:`Picture of {name}`,"picture.size":`{width} × {height} pixels`,pictures:`Pictures in the file`,plate:`Plate {number}`,"plate.chosen":`To be printed`,"raw.copy":`Copy`,"raw.found":`{found} found`,"raw.search":`Search settings`,"raw.table":`Settings`,raw_one:`{count} setting as the slicer wrote it`,raw_other:`All {count} settings as the slicer wrote them`,"row.failed_one":`{count} failed`,"row.failed_other":`{count} failed`,search:`Search jobs`,"search.clear":`Clear the search`,"section.dispatch":`Send to printers`,"section.file":`File`,"section.metadata":`What the file says`,"section.plates":`Plates`,"section.targets":`Sent to`,upload:`Upload file`,"upload.done":`{name} is uploaded`,"upload.fault.folder":`Folders can't be uploaded, only files.`,"upload.fault.lost":`The connection was lost before all of it had gone.`,"upload.fault.too_large":`It is larger than the {limit} that PrintMux's options allow.`,"upload.list":`Uploads`,"upload.odd_name":`no name that slicers use`,"upload.sending":`{share} of {size}`,"upload.storing":`Being stored…`,"upload.waiting":`Waits for its turn, {size}`,yes:`Yes`},Object.assign({}));async function je(e,t,n,r){if(r?.state===`dispatching`)throw Error(E(`delete.under_way`,{name:r.name}));let i=await De(e,{title:E(`delete.title`),text:[r?.name??``,E(`delete.text`)].filter(Boolean),confirm:E(`delete`),danger:!0});return i&&await te(t,n),i}var Me=300,Ne=class{constructor(e,t,n){this.jobs=[],this.more=!0,this.loading=!1,this.error=null,this.text=``,this.last=``,this.asked=0,this.host=e,this.hass=t,this.live=n,e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}search(e){let t=e.trim();t!==this.text&&(clearTimeout(this.timer),this.asked++,this.text=t,this.last=``,this.jobs=[],this.more=!0,this.error=null,this.loading=t!==``,t&&(this.timer=setTimeout(()=>void this.load(),Me)),this.host.requestUpdate())}async load(){let e=++this.asked;this.loading=!0,this.error=null,this.host.requestUpdate();try{let t=[];for(;!t.length&&this.more;){let n=await this.fetch();if(e!==this.asked)return;t=n.jobs.filter(({id:e})=>!this.live().has(e)),this.jobs=[...this.jobs,...n.jobs],this.more=n.more&&n.jobs.length>0,this.last=n.jobs.at(-1)?.id??this.last}}catch(t){e===this.asked&&(this.error=l(t))}e===this.asked&&(this.loading=!1,this.host.requestUpdate())}forget(e){this.jobs=this.jobs.filter(t=>t.id!==e),this.host.requestUpdate()}async fetch(){let e=this.hass();return e?await e.callWS({type:`printmux/list_jobs`,...this.text?{search:this.text}:{},...this.last?{before:this.last}:{}}):{jobs:[],more:!1}}},Pe=i`
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
    grid-template-columns: minmax(300px, 30%) minmax(0, 1fr);
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
    font-size: 1.25rem;
    --pm-icon-size: 64px;
  }
  .drop .dim {
    font-size: 1rem;
  }
`,Fe=Array.from({length:8});function Ie(e,n){return t`<label class="button primary upload ${n?``:`idle`}">
    <printmux-icon .path=${be}></printmux-icon>
    <span>${E(`upload`)}</span>
    <input type="file" multiple ?disabled=${!n} @change=${e} />
  </label>`}function Le(e,n){return t`<div class="drop">
    <div>
      <printmux-icon .path=${ve}></printmux-icon>
      <p>${E(`drop`)}</p>
      ${e?t`<p class="dim">
              ${E(`drop.limit`,{limit:h(n.locale,e,`megabyte`)})}
            </p>`:c}
    </div>
  </div>`}function Re(e,n,r,i){if(e.status===`loading`)return Ve();let a=Be(r)&&!n?.total&&!i.loading;return t`${a?He():c}
  ${e.hub?.last_upload?We(i,r):c}`}function ze(e,t,n){return e.status!==`loading`&&!t.total&&!Be(n)}function Be({text:e,filters:t}){return e.trim()!==``||t.size>0}function Ve(){return t`<div class="skeleton" role="status">
    <span class="reader">${E(`loading`)}</span>
    ${Fe.map(()=>t`<div><i></i><span></span></div>`)}
  </div>`}function He(){return t`<div class="empty">
    <printmux-icon .path=${fe}></printmux-icon>
    <p>${E(`empty.search`)}</p>
  </div>`}function Ue({hub:e,can:n}){return t`<div class="empty">
    <printmux-icon .path=${pe}></printmux-icon>
    <p>${E(e?.last_upload?`empty`:`empty.first`)}</p>
    ${n.dispatch?t`<p class="dim">${E(`empty.drop`)}</p>`:c}
    <a class="button" href="/printmux/setup" @click=${b}>${E(`empty.setup`)}</a>
  </div>`}function We(e,{text:n}){if(e.error)return t`<div class="earlier error" role="alert">
      <p>${E(`earlier.error`,{error:e.error})}</p>
      <button class="button" @click=${()=>void e.load()}>
        ${x(`retry`)}
      </button>
    </div>`;if(!e.more)return c;let r=e.jobs.length||n.trim()?E(`earlier.more`):E(`earlier`);return t`<div class="earlier">
    <button
      class="button"
      ?disabled=${e.loading}
      @click=${()=>void e.load()}
    >
      ${e.loading?E(`loading`):r}
    </button>
  </div>`}var Ge=({state:e})=>e===`uploaded`||e===`awaiting_selection`,Ke={waiting:Ge,under_way:({state:e})=>e===`dispatching`,attention:({targets:e})=>e.some(({state:e})=>e===`needs_attention`),completed:({state:e})=>e===`completed`,failed:({state:e})=>e===`failed`,cancelled:({state:e})=>e===`cancelled`},D=Object.keys(Ke),qe=[`waiting`,`under_way`,`today`,`earlier`];function Je(e,{text:t,filters:n},r){let i=Object.fromEntries(D.map(e=>[e,0])),a=new Map(qe.map(e=>[e,[]])),o=k(t.trim()),s=0;for(let t of e){if(o&&!k(t.name).includes(o)&&!k(t.folder).includes(o))continue;let e=D.filter(e=>Ke[e](t));for(let t of e)i[t]++;(!n.size||e.some(e=>n.has(e)))&&(a.get(Xe(t,r))?.push(t),s++)}return{groups:[...a].filter(([,e])=>e.length).map(([e,t])=>({group:e,jobs:t.sort(Ze)})),counts:i,total:s}}function Ye(e,t){return[...e.values(),...t.filter(t=>!e.has(t.id))]}function O({groups:e}){return e.flatMap(({jobs:e})=>e.map(({id:e})=>e))}function Xe(e,t){return Ge(e)?`waiting`:e.state===`dispatching`?`under_way`:Date.parse(e.ended_at??e.created_at)>=t?`today`:`earlier`}function Ze(e,t){return e.id<t.id?1:-1}function k(e){return e.toLocaleLowerCase()}var A=class extends S{constructor(...e){super(...e),this.sought={text:``,filters:new Set},this.onInput=e=>{this.seek({text:e.target.value})},this.onKey=e=>{e.key===`Escape`&&this.sought.text&&(e.preventDefault(),this.clear())},this.clear=()=>{this.seek({text:``}),this.input?.focus()}}static{this.styles=[_,g,i`
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
    `]}focus(){this.input?.focus(),this.input?.select()}render(){if(!this.speech.ready)return c;let e=D.filter(e=>(this.counts?.[e]??0)>0||this.sought.filters.has(e));return t`
      <div class="field" role="search">
        <printmux-icon .path=${ge}></printmux-icon>
        <input
          type="search"
          autocomplete="off"
          enterkeyhint="search"
          aria-label=${E(`search`)}
          aria-keyshortcuts="/"
          placeholder=${E(`search`)}
          .value=${this.sought.text}
          @input=${this.onInput}
          @keydown=${this.onKey}
        />
        ${this.sought.text?t`<button
                class="icon-button"
                aria-label=${E(`search.clear`)}
                @click=${this.clear}
              >
                <printmux-icon .path=${_e}></printmux-icon>
              </button>`:c}
      </div>
      <div class="chips" role="group" aria-label=${E(`filters`)}>
        ${e.map(e=>this.renderChip(e))}
      </div>
    `}renderChip(e){let n=this.counts?.[e]??0;return t`<button
      class="chip"
      aria-pressed=${this.sought.filters.has(e)}
      @click=${()=>this.toggle(e)}
    >
      ${E(`filter.${e}`)}
      <span class="count">${this.hass?d(this.hass.locale,n):n}</span>
    </button>`}toggle(e){let t=new Set(this.sought.filters);t.delete(e)||t.add(e),this.seek({filters:t})}seek(e){let t={...this.sought,...e};this.dispatchEvent(new CustomEvent(`seek`,{detail:t}))}};a([e({attribute:!1})],A.prototype,`sought`,void 0),a([e({attribute:!1})],A.prototype,`counts`,void 0),a([r(`input`)],A.prototype,`input`,void 0),A=a([C(`printmux-job-finder`)],A);var Qe={uploaded:`accent`,awaiting_selection:`accent`,dispatching:`accent`,completed:`good`,failed:`bad`,cancelled:`dim`},$e=[`needs_attention`,`printing`,`starting`,`uploading`,`pending`],et=new Set([`printing`,`uploading`]);function j(e){let t=e.state===`dispatching`?w(e):[],n=$e.find(e=>t.some(t=>t.state===e));if(!n)return{tone:Qe[e.state],text:x(`job.${e.state}`),share:null};let r=t.filter(({state:e})=>e===n),i=t.filter(({state:e})=>e===`failed`).length;return{tone:n===`needs_attention`?`warn`:i?`bad`:`accent`,text:[tt(n,r),i&&E(`row.failed`,{count:i})].filter(Boolean).join(` · `),share:et.has(n)?nt(r.map(({progress:e})=>e)):null}}function tt(e,t){let[n]=t,r=e===`pending`&&n?.waiting_for&&t.length===1?x(`wait.${n.waiting_for}`):x(`target.${e}`),i=new Set(t.map(({printer_name:e})=>e));return`${r} · ${i.size===1?[...i].join():x(`printers.number`,{count:i.size})}`}function nt(e){return e.reduce((e,t)=>e+t,0)/e.length}var M=i`
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
`,rt=[`print_time`,`filament`],N=class extends S{constructor(...e){super(...e),this.today=0}static{this.styles=[_,g,M,i`
      :host {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        align-items: center;
        gap: 12px;
        padding: 8px 12px;
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
        font-size: 0.8125rem;
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
        font-size: 0.8125rem;
      }
      .status i {
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
        overflow: hidden;
        border-radius: 2px;
        background: var(--pm-line);
      }
      .bar i {
        display: block;
        width: 100%;
        height: 100%;
        background: var(--pm-accent);
        transform-origin: left;
        transition: transform 1s linear;
      }
      .bar:dir(rtl) i {
        transform-origin: right;
      }
      .share {
        min-width: 2.5em;
        text-align: end;
        font-variant-numeric: tabular-nums;
      }
    `]}render(){let{hass:e,job:n}=this;if(!e||!n)return c;let r=ke(e,n,!0).filter(({key:e})=>rt.includes(e));return t`
      <printmux-thumb .job=${n} .size=${56}></printmux-thumb>
      <div class="words">
        <div class="line">
          <bdi class="cut name" title=${n.name}>${n.name}</bdi>
          <time datetime=${n.created_at} title=${ie(e,n.created_at)}
            >${ce(e,n.created_at,this.today)}</time
          >
        </div>
        <div class="line facts">
          ${r.flatMap(({colors:e=[]})=>e.slice(0,5)).map(at)}
          <span class="cut">${it(r)}</span>
        </div>
        ${this.renderStatus(n)}
      </div>
    `}renderStatus(e){let{tone:n,text:r,share:i}=j(e);return t`<div class="line status ${n}">
      <i></i><span class="cut" title=${r}>${r}</span>
      ${i===null||!this.hass?c:t`<span class="bar"
                ><i style=${s({transform:`scaleX(${i})`})}></i></span
              ><span class="share">${f(this.hass.locale,i)}</span>`}
    </div>`}};a([e({attribute:!1})],N.prototype,`job`,void 0),a([e({type:Number})],N.prototype,`today`,void 0),N=a([C(`printmux-job-row`)],N);function it(e){return e.map(({text:e})=>e).filter(Boolean).join(` · `)}function at(e){return t`<i class="dot" style=${s({backgroundColor:e})}></i>`}var P=`/printmux/inbox`;function F(e){return`${P}/${encodeURIComponent(e)}`}function I(e){let[t=``]=e.split(`/`);try{return decodeURIComponent(t)}catch{return t}}var L=60,ot={ArrowDown:(e,t)=>Math.min(e+1,t),ArrowUp:e=>Math.max(e-1,0),Home:()=>0,End:(e,t)=>t},R=class extends S{constructor(...e){super(...e),this.selected=``,this.today=0,this.shown=L,this.current=``,this.ids=[],this.focused=!1,this.watcher=new IntersectionObserver(e=>{e.some(({isIntersecting:e})=>e)&&(this.shown+=L)}),this.onClick=e=>{e.button||e.metaKey||e.ctrlKey||e.shiftKey||(e.preventDefault(),this.tell(`open`,e.currentTarget.dataset.id??``))},this.onFocus=e=>{this.current=e.target.dataset.id??this.current},this.onKey=e=>{if(e.altKey||e.ctrlKey||e.metaKey)return;let t=ot[e.key];if(t){e.preventDefault();let n=this.ids.indexOf(this.current);this.focusAt(t(n,this.ids.length-1))}else e.key===`Delete`&&(e.preventDefault(),this.tell(`ask-delete`,this.current))}}static{this.styles=[_,g,i`
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
        font-size: 0.8125rem;
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
    `]}disconnectedCallback(){super.disconnectedCallback(),this.watcher.disconnect()}focusRow(e=this.selected){this.focusAt(Math.max(0,this.ids.indexOf(e)))}willUpdate(e){if(e.has(`listing`)){let e=this.ids.indexOf(this.current);this.focused=!!this.shadowRoot?.activeElement,this.ids=this.listing?O(this.listing):[],this.ids.includes(this.current)||(this.current=this.ids[Math.min(Math.max(0,e),this.ids.length-1)]??``)}e.has(`selected`)&&this.ids.includes(this.selected)&&(this.current=this.selected)}updated(){this.focused&&!this.shadowRoot?.activeElement&&this.focusAt(this.ids.indexOf(this.current)),this.focused=!1,this.watcher.disconnect(),this.ahead&&this.watcher.observe(this.ahead)}render(){if(!this.listing||!this.speech.ready)return c;let e=this.shown,n=this.listing.groups.map(({group:t,jobs:n})=>{let r=n.slice(0,Math.max(0,e));return e-=r.length,r.length?this.renderGroup(t,n.length,r):c});return t`<div @keydown=${this.onKey} @focusin=${this.onFocus}>${n}</div>
      ${this.ids.length>this.shown?t`<div class="ahead"></div>`:c}`}renderGroup(e,r,i){return t`<section aria-labelledby=${e}>
      <h2 id=${e}>${E(`group.${e}`)} <span>${r}</span></h2>
      <ul>
        ${n(i,({id:e})=>e,e=>this.renderRow(e))}
      </ul>
    </section>`}renderRow(e){return t`<li>
      <a
        href=${F(e.id)}
        data-id=${e.id}
        tabindex=${e.id===this.current?0:-1}
        aria-current=${e.id===this.selected?`true`:c}
        @click=${this.onClick}
      >
        <printmux-job-row
          .hass=${this.hass}
          .job=${e}
          .today=${this.today}
        ></printmux-job-row>
      </a>
    </li>`}async focusAt(e){let t=this.ids[e];t!==void 0&&(this.current=t,this.shown=Math.max(this.shown,e+L/2),await this.updateComplete,this.renderRoot.querySelector(`[data-id="${CSS.escape(t)}"]`)?.focus())}tell(e,t){this.dispatchEvent(new CustomEvent(e,{detail:t}))}};a([e({attribute:!1})],R.prototype,`listing`,void 0),a([e()],R.prototype,`selected`,void 0),a([e({type:Number})],R.prototype,`today`,void 0),a([o()],R.prototype,`shown`,void 0),a([o()],R.prototype,`current`,void 0),a([r(`.ahead`)],R.prototype,`ahead`,void 0),R=a([C(`printmux-job-list`)],R);var z=(e,t)=>String(t),st=(e,t)=>d(e,Number(t)),ct=(e,t)=>d(e,Number(t),2),B=(e,t)=>h(e,Number(t),`millimeter`,3),lt=(e,t)=>h(e,Number(t),`millimeter-per-second`),V=(e,t)=>se(e,Number(t)),ut=(e,t)=>h(e,Number(t),`percent`),dt=(e,t)=>u(e,Number(t)),ft=(e,t)=>ae(e,Number(t)),pt=(e,t)=>p(e,Number(t)),mt={slicer:{slicer:z,slicer_version:z,print_profile:z,gcode_flavor:z},machine:{printer_model:z,printer_profile:z,nozzle_diameter:B,bed_type:z},print:{estimated_time_s:dt,layer_height:B,first_layer_height:B,layer_count:st,object_height:B,print_speed:lt,infill_percentage:ut,infill_pattern:z,support_enabled:(e,t)=>E(t?`yes`:`no`),support_type:z},temperatures:{first_layer_nozzle_temp:V,nozzle_temp:V,first_layer_bed_temp:V,bed_temp:V}},ht={filament_type:z,filament_brand:z,filament_name:z,filament_color:z,filament_length_mm:ft,filament_weight_g:pt,filament_cost:ct},gt=[`filament_length_mm`,`filament_weight_g`];function _t(e,t){return[...Object.keys(mt).map(n=>({title:E(`meta.group.${n}`),rows:yt(e,t,mt[n])})),...bt(e,t)].filter(({rows:e})=>e.length)}function vt(e){let t=e.raw_metadata;return typeof t!=`object`||!t?[]:Object.entries(t).map(([e,t])=>[e,W(t)]).sort(([e],[t])=>e<t?-1:1)}function yt(e,t,n){return Object.entries(n).flatMap(([n,r])=>{let i=U(t[n]),a=[...new Set(i.map(t=>r(e,t)))],o=E(`meta.${n}`);return a.length?[{label:o,text:a.join(` / `)}]:[]})}function bt(e,t){let n=Object.keys(ht),r=Math.max(...n.map(e=>U(t[e]).length));if(r<2)return[H(e,E(`meta.group.filament`),t)];let i=n.filter(e=>!Array.isArray(t[e])),a=Object.fromEntries(i.map(e=>[e,t[e]])),o=Array.from({length:r},(e,r)=>{let i=n.map(e=>[e,St(t[e],r)]);return[E(`meta.tool`,{number:r+1}),Object.fromEntries(i)]});return[H(e,E(`meta.group.filament`),a),...o.filter(([,e])=>xt(e)).map(([t,n])=>H(e,t,n))]}function H(e,t,n){let r=Oe(W(U(n.filament_color)[0])),i=yt(e,n,ht);return r?{title:t,rows:i,color:r}:{title:t,rows:i}}function xt(e){let t=gt.flatMap(t=>U(e[t]));return!t.length||t.some(e=>Number(e)>0)}function St(e,t){return Array.isArray(e)?e[t]:void 0}function U(e){return[e].flat().filter(e=>e!=null&&e!==``)}function W(e){return Array.isArray(e)?e.map(W).join(`, `):typeof e==`string`?e:JSON.stringify(e)??``}var G=class extends S{constructor(...e){super(...e),this.metadata={}}static{this.styles=[_,i`
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
    `]}render(){return this.hass&&this.speech.ready?_t(this.hass.locale,this.metadata).map(Ct):c}};a([e({attribute:!1})],G.prototype,`metadata`,void 0),G=a([C(`printmux-job-metadata`)],G);function Ct({title:e,rows:n,color:r}){return t`<section>
    <h4>
      ${r?t`<i style=${s({backgroundColor:r})}></i>`:c}
      ${e}
    </h4>
    <dl>
      ${n.map(({label:e,text:n})=>t`<div>
            <dt>${e}</dt>
            <dd><bdi>${n}</bdi></dd>
          </div>`)}
    </dl>
  </section>`}var wt=i`
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
    font-size: 1.375rem;
    font-weight: 500;
    line-height: 1.3;
    overflow-wrap: anywhere;
    outline: none;
  }
  h3 {
    margin: 0 0 12px;
    font-size: 1.0625rem;
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
      font-size: 1.125rem;
    }
  }
`,Tt=240,K=class extends S{constructor(...e){super(...e),this.chosen=0,this.broken=``}static{this.styles=[_,g,i`
      :host {
        display: grid;
        gap: 8px;
        width: var(--pm-picture, ${Tt}px);
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
    `]}willUpdate(e){e.has(`job`)&&e.get(`job`)?.id!==this.job?.id&&(this.chosen=0)}render(){let{job:e}=this;if(!e||!this.speech.ready)return c;let n=`thumbnails`in e?Et(e.thumbnails):[],r=e.thumbnail&&le(e.thumbnail,Tt),i=this.chosen?n[this.chosen]?.url??r:r;return t`<div class="large">
        ${i&&i!==this.broken?t`<img
                src=${i}
                alt=${E(`picture`,{name:e.name})}
                @error=${()=>this.broken=i}
              />`:t`<printmux-icon .path=${de}></printmux-icon>`}
      </div>
      ${n.length>1?this.renderOthers(n):c}`}renderOthers(e){return t`<div class="others" role="group" aria-label=${E(`pictures`)}>
      ${e.map(({width:e,height:n,url:r},i)=>{let a=E(`picture.size`,{width:e,height:n});return t`<button
          aria-label=${a}
          title=${a}
          aria-pressed=${i===this.chosen}
          @click=${()=>this.chosen=i}
        >
          ${r?t`<img src=${r} alt="" loading="lazy" />`:c}
        </button>`})}
    </div>`}};a([e({attribute:!1})],K.prototype,`job`,void 0),a([o()],K.prototype,`chosen`,void 0),a([o()],K.prototype,`broken`,void 0),K=a([C(`printmux-job-pictures`)],K);function Et(e){return e.filter(({url:e})=>e).sort((e,t)=>t.width*t.height-e.width*e.height)}var q=class extends S{static{this.styles=[_,g,i`
      ul {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(220px, 100%), 1fr));
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px 8px;
        padding: 8px 12px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius-small);
      }
      li.chosen {
        border-color: var(--pm-accent-text);
        background: var(--pm-accent-tint);
      }
      bdi {
        overflow-wrap: anywhere;
        font-weight: 500;
      }
      .mark {
        display: flex;
        align-items: center;
        gap: 4px;
        color: var(--pm-accent-text);
        font-size: 0.8125rem;
        --pm-icon-size: 16px;
      }
      .dim {
        grid-column: 1 / -1;
        font-size: 0.8125rem;
      }
    `]}render(){let{hass:e,job:n}=this;if(!e||!n||!this.speech.ready)return c;let r=n.plate_index??n.plate_list[0]?.index;return t`<ul>
      ${n.plate_list.map(t=>Dt(e,t,t.index===r))}
    </ul>`}};a([e({attribute:!1})],q.prototype,`job`,void 0),q=a([C(`printmux-job-plates`)],q);function Dt(e,n,r){return t`<li class=${r?`chosen`:``}>
    <bdi>${Ot(e,n)}</bdi>
    ${r?t`<span class="mark"
            ><printmux-icon .path=${xe}></printmux-icon>${E(`plate.chosen`)}</span
          >`:c}
    <span class="dim">${kt(e,n)}</span>
  </li>`}function Ot(e,{index:t,name:n}){let r=E(`plate`,{number:d(e.locale,t)});return n?`${r}: ${n}`:r}function kt({locale:e},t){let{estimated_time_s:n,filament_weight_g:r}=t;return[typeof n==`number`&&u(e,n),typeof r==`number`&&p(e,r)].filter(Boolean).join(` · `)}var J=class extends S{constructor(...e){super(...e),this.metadata={},this.open=!1,this.text=``}static{this.styles=[_,g,i`
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
        font-size: 0.8125rem;
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
    `]}render(){let e=vt(this.metadata);return!this.hass||!this.speech.ready||!e.length?c:t`<details
      @toggle=${e=>this.open=e.target.open}
    >
      <summary>${E(`raw`,{count:e.length})}</summary>
      ${this.open?this.renderSettings(e):c}
    </details>`}renderSettings(e){let n=this.text.trim().toLowerCase(),r=e.filter(e=>e.some(e=>e.toLowerCase().includes(n)));return t`<div class="tools">
        <input
          type="search"
          aria-label=${E(`raw.search`)}
          placeholder=${E(`raw.search`)}
          .value=${this.text}
          @input=${e=>this.text=e.target.value}
        />
        <button class="button" @click=${()=>this.copy(r)}>
          <printmux-icon .path=${Te}></printmux-icon>${E(`raw.copy`)}
        </button>
      </div>
      <p class="reader" role="status">
        ${this.hass?E(`raw.found`,{found:d(this.hass.locale,r.length)}):``}
      </p>
      <div class="table" tabindex="0" role="group" aria-label=${E(`raw.table`)}>
        <table dir="ltr">
          ${r.map(([e,n])=>t`<tr>
                <th scope="row">${e}</th>
                <td>${n}</td>
              </tr>`)}
        </table>
      </div>`}async copy(e){let t=e.map(([e,t])=>`${e} = ${t}`).join(`
`);v(this,E(await T(t)?`copied`:`copy.failed`))}};a([e({attribute:!1})],J.prototype,`metadata`,void 0),a([o()],J.prototype,`open`,void 0),a([o()],J.prototype,`text`,void 0),J=a([C(`printmux-raw-settings`)],J);var Y=class extends S{constructor(...e){super(...e),this.jobId=``,this.printers=new Map,this.can=ne.can,this.alone=!1,this.subscription=new ee(this,()=>this.hass,()=>this.jobId?{view:`job`,job_id:this.jobId}:null),this.sentFirst=!1,this.arranged=``}static{this.styles=[_,g,M,wt]}focusName(){this.updateComplete.then(()=>this.heading?.focus())}render(){let{hass:e}=this,{board:n}=this.subscription;if(!e||!this.speech.ready)return c;let r=n.jobs.get(this.jobId),i=n.error===`not_found`||n.status===`ready`&&!r,a=i?void 0:r??this.row;return a&&this.arranged!==a.id&&(this.arranged=a.id,this.sentFirst=a.state===`dispatching`),t`
      ${this.alone?this.renderBack():c} ${i?At():c}
      ${!i&&(n.status===`error`||!a)?t`<printmux-banner
              .hass=${e}
              .board=${n}
              @again=${()=>this.subscription.again()}
            ></printmux-banner>`:c}
      ${a?this.renderJob(e,a,r):c}
    `}renderBack(){return t`<button
      class="button back"
      @click=${()=>this.dispatchEvent(new CustomEvent(`back`))}
    >
      <printmux-icon class="arrow" .path=${we}></printmux-icon>
      ${x(`back`)}
    </button>`}renderJob(e,n,r){let i=X(E(`section.dispatch`),t`<printmux-dispatch
        .hass=${e}
        .job=${n}
        .verdicts=${r?.verdicts}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-dispatch>`),a=w(n).length?X(E(`section.targets`),t`<printmux-targets
            .hass=${e}
            .job=${n}
            .printers=${this.printers}
            .can=${this.can}
          ></printmux-targets>`):c;return t`
      ${this.renderHead(e,n)}
      ${this.sentFirst?[a,i]:[i,a]}
      ${r?jt(e,r):c}
    `}renderHead(e,n){let{tone:r,text:i}=j(n);return t`<header class="card">
      <printmux-job-pictures .hass=${e} .job=${this.withPictures(n)}>
      </printmux-job-pictures>
      <div class="head">
        <div class="name">
          <h2 tabindex="-1"><bdi>${n.name}</bdi></h2>
          <p class="status ${r}"><i></i>${i}</p>
        </div>
        <printmux-facts .hass=${e} .job=${n}></printmux-facts>
        ${n.why?t`<p class="dim">${n.why}</p>`:c}
        <div class="actions">
          <button class="button small" @click=${()=>this.copyLink(n)}>
            <printmux-icon .path=${Ee}></printmux-icon>${E(`copy.link`)}
          </button>
          ${this.can.manage?t`<button
                  class="button small remove"
                  @click=${()=>this.askDelete(n)}
                >
                  <printmux-icon .path=${he}></printmux-icon>${E(`delete`)}
                </button>`:c}
        </div>
      </div>
    </header>`}withPictures(e){return this.subscription.board.jobs.get(this.jobId)??e}async copyLink({id:e}){let t=await T(location.origin+F(e));v(this,E(t?`copied`:`copy.failed`))}askDelete({id:e}){this.dispatchEvent(new CustomEvent(`ask-delete`,{detail:e}))}};a([e()],Y.prototype,`jobId`,void 0),a([e({attribute:!1})],Y.prototype,`row`,void 0),a([e({attribute:!1})],Y.prototype,`printers`,void 0),a([e({attribute:!1})],Y.prototype,`can`,void 0),a([e({type:Boolean})],Y.prototype,`alone`,void 0),a([r(`h2`)],Y.prototype,`heading`,void 0),Y=a([C(`printmux-job-page`)],Y);function X(e,n){return t`<section class="card">
    <h3>${e}</h3>
    ${n}
  </section>`}function At(){return t`<div class="gone" role="status">
    <printmux-icon .path=${me}></printmux-icon>
    <p>${E(`gone`)}</p>
    <a class="button" href=${P} @click=${b}>${E(`gone.list`)}</a>
  </div>`}function jt(e,n){return t`
    ${n.plate_list.length?X(E(`section.plates`),t`<printmux-job-plates .hass=${e} .job=${n}></printmux-job-plates>`):c}
    ${X(E(`section.metadata`),t`<printmux-job-metadata .hass=${e} .metadata=${n.metadata}>
        </printmux-job-metadata>
        <printmux-raw-settings .hass=${e} .metadata=${n.metadata}>
        </printmux-raw-settings>`)}
    ${X(E(`section.file`),t`<dl>
        ${Mt(e,n).map(({label:e,text:n})=>t`<dt>${e}</dt>
              <dd><bdi>${n}</bdi></dd>`)}
      </dl>`)}
  `}function Mt(e,t){let n={name:t.name,folder:t.folder,size:m(e.locale,t.size),received:ie(e,t.created_at),source:t.source,key:t.key_name,sha256:t.sha256,job_id:t.id};return Object.entries(n).flatMap(([e,t])=>t?[{label:E(`file.${e}`),text:t}]:[])}function Nt(e,t,n){let r=new XMLHttpRequest,i=!1;return{done:(async()=>(e.auth.expired&&await e.auth.refreshAccessToken(),await new Promise((a,o)=>{if(i){o(new DOMException(`Aborted`,`AbortError`));return}r.upload.onprogress=e=>n(e.total?e.loaded/e.total:0),r.onload=()=>{let e=Pt(r.responseText);r.status===201&&e.job_id?a(e.job_id):o(Error(e.message??`${r.status} ${r.statusText}`))},r.onerror=()=>o(Error(``)),r.onabort=()=>o(new DOMException(`Aborted`,`AbortError`));let s=new FormData;s.append(`file`,t,t.name),r.open(`POST`,`/api/printmux/upload`),r.setRequestHeader(`Authorization`,`Bearer ${e.auth.data.access_token}`),r.send(s)})))(),abort:()=>{i=!0,r.abort()}}}function Pt(e){try{return JSON.parse(e)}catch{return{}}}var Ft=2,It=1024**2,Lt=/\.(gcode|gco|g|nc|bgcode|3mf|ufp)$/i,Rt=class{constructor(e=Nt){this.items=[],this.followers=new Set,this.running=new Map,this.last=0,this.send=e}get busy(){return this.items.some(({state:e})=>e!==`failed`)}follow(e){return this.followers.add(e),()=>this.followers.delete(e)}add(e,t,n){for(let e of t){let t=e.size>n*It?`too_large`:null,r=this.make(e,t);this.items.push(r)}this.go(e)}refuse(e){this.items.push(this.make(e,`folder`)),this.changed()}retry(e,t){Object.assign(t,{state:`waiting`,share:0,fault:null,error:null}),this.go(e)}remove(e){let t=this.items.indexOf(e);t>=0&&this.items.splice(t,1),this.running.get(e)?.abort(),this.changed()}make(e,t){let n=t?`failed`:`waiting`;return{id:++this.last,file:e,state:n,share:0,fault:t,error:null}}go(e){for(let t of this.items)t.state===`waiting`&&this.running.size<Ft&&this.run(e,t);this.changed()}async run(e,t){t.state=`sending`;let n=this.send(e,t.file,e=>{t.share=e,this.changed()});this.running.set(t,n);try{let e=await n.done;this.running.delete(t),this.remove(t),this.followers.forEach(n=>n.done(e,t))}catch(e){this.running.delete(t),t.state=`failed`,t.error=l(e)||null,t.fault=t.error?null:`lost`}this.go(e)}changed(){this.followers.forEach(e=>e.changed())}};function zt({name:e}){return Lt.test(e)}var Z=new Rt,Q=class extends S{constructor(...e){super(...e),this.maxMb=0,this.queue=Z}static{this.styles=[_,g,i`
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
        font-size: 0.8125rem;
        overflow-wrap: anywhere;
      }
      .bar {
        grid-column: 1 / -1;
        height: 4px;
        margin-inline-end: 8px;
        margin-block-end: 4px;
        overflow: hidden;
        border-radius: 2px;
        background: var(--pm-line);
      }
      .bar i {
        display: block;
        height: 100%;
        background: var(--pm-accent);
        transition: width var(--pm-fast) linear;
      }
    `]}connectedCallback(){super.connectedCallback(),this.leave=this.queue.follow({changed:()=>this.requestUpdate(),done:()=>{}})}disconnectedCallback(){super.disconnectedCallback(),this.leave?.()}render(){let{items:e}=this.queue;return!this.speech.ready||!e.length?c:t`<ul aria-label=${E(`upload.list`)}>
      ${n(e,({id:e})=>e,e=>this.renderItem(e))}
    </ul>`}renderItem(e){let n=e.state===`failed`;return t`<li class=${e.state}>
      <printmux-icon
        .path=${n?Ce:Se}
      ></printmux-icon>
      <div>
        <div class="name" title=${e.file.name}><bdi>${e.file.name}</bdi></div>
        <div
          class="note ${n?`error`:`dim`}"
          role=${n?`alert`:c}
        >
          ${n?this.reasonOf(e):this.progressOf(e)}
        </div>
      </div>
      <div>
        ${n&&(e.error??e.fault===`lost`)?t`<button
                class="icon-button"
                aria-label=${x(`retry`)}
                title=${x(`retry`)}
                @click=${()=>this.hass&&this.queue.retry(this.hass,e)}
              >
                <printmux-icon .path=${ue}></printmux-icon>
              </button>`:c}
        <button
          class="icon-button"
          aria-label=${x(n?`close`:`cancel`)}
          title=${x(n?`close`:`cancel`)}
          @click=${()=>this.queue.remove(e)}
        >
          <printmux-icon .path=${_e}></printmux-icon>
        </button>
      </div>
      ${n?c:Bt(e)}
    </li>`}progressOf({state:e,share:t,file:n}){if(!this.hass)return``;let{locale:r}=this.hass,i=m(r,n.size);if(e===`waiting`)return E(`upload.waiting`,{size:i});if(t>=1)return E(`upload.storing`);let a=E(`upload.sending`,{share:f(r,t),size:i});return zt(n)?a:`${a} · ${E(`upload.odd_name`)}`}reasonOf({fault:e,error:t}){if(!e||!this.hass)return t??``;let n=h(this.hass.locale,this.maxMb,`megabyte`);return E(`upload.fault.${e}`,{limit:n})}};a([e({type:Number})],Q.prototype,`maxMb`,void 0),a([e({attribute:!1})],Q.prototype,`queue`,void 0),Q=a([C(`printmux-upload-list`)],Q);function Bt({file:e,share:n}){return t`<div
    class="bar"
    role="progressbar"
    aria-label=${e.name}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(n*100)}
  >
    <i style=${s({width:`${n*100}%`})}></i>
  </div>`}var Vt=class{constructor(e,t,n){this.over=!1,this.depth=0,this.onDrag=e=>{let{dataTransfer:t}=e;if(t?.types.includes(`Files`)&&this.wanted())switch(e.preventDefault(),e.type){case`dragenter`:this.enter(this.depth+1);break;case`dragleave`:this.enter(this.depth-1);break;case`dragover`:t.dropEffect=`copy`;break;case`drop`:this.enter(0),this.take(Ht(t))}},this.listeners=[`dragenter`,`dragleave`,`dragover`,`drop`].map(e=>[e,this.onDrag]),this.host=e,this.wanted=t,this.take=n,e.addController(this)}hostConnected(){for(let[e,t]of this.listeners)window.addEventListener(e,t)}hostDisconnected(){for(let[e,t]of this.listeners)window.removeEventListener(e,t);this.enter(0)}enter(e){this.depth=Math.max(0,e),this.over!==this.depth>0&&(this.over=this.depth>0,this.host.requestUpdate())}};function Ht({files:e,items:t}){let n=[...t].filter(({kind:e})=>e===`file`).map(e=>e.webkitGetAsEntry()),r=e=>n[e]?.isDirectory??!1;return{files:[...e].filter((e,t)=>!r(t)),folders:[...e].filter((e,t)=>r(t))}}var Ut=class{constructor(e,t,n,r){this.awaited=new Set,this.choose=e=>{let t=e.target;this.take({files:[...t.files??[]],folders:[]}),t.value=``},this.host=e,this.hass=t,this.board=n,this.open=r,this.drop=new Vt(e,()=>this.board().can.dispatch,e=>this.take(e)),e.addController(this)}get over(){return this.drop.over}hostConnected(){window.addEventListener(`beforeunload`,Wt),this.leave=Z.follow({changed:()=>{},done:(e,{file:t})=>this.arrive(e,t)})}hostDisconnected(){window.removeEventListener(`beforeunload`,Wt),this.leave?.()}take({files:e,folders:t}){let n=this.hass();n&&(t.forEach(e=>Z.refuse(e)),this.awaited=new Set(e),Z.add(n,e,this.board().hub?.max_upload_mb??1/0))}arrive(e,t){v(this.host,E(`upload.done`,{name:t.name})),this.awaited.has(t)&&(this.awaited.clear(),this.open(e))}};function Wt(e){Z.busy&&e.preventDefault()}var Gt=720,$=class extends S{static{this.styles=[_,g,Pe]}constructor(){super(),this.narrow=!1,this.rest=``,this.sought={text:``,filters:new Set},this.fault=``,this.inbox=new ee(this,()=>this.hass,()=>({view:`inbox`})),this.earlier=new Ne(this,()=>this.hass,()=>this.inbox.board.jobs),this.uploading=new Ut(this,()=>this.hass,()=>this.inbox.board,e=>this.open(e)),this.width=new Ae(this,Gt),this.listed=[],this.today=0,this.came=!1,this.back=()=>{this.came?(this.came=!1,history.back()):y(P,!0)},this.onSeek=({detail:e})=>{this.sought=e,this.earlier.search(e.text)},this.onFinderKey=e=>{e.key===`ArrowDown`&&(e.preventDefault(),this.list?.focusRow(``))},this.onKey=e=>{let{key:t,altKey:n,ctrlKey:r,metaKey:i}=e;t!==`/`||n||r||i||Kt(e)||(e.preventDefault(),this.finder?.focus())},this.onAskDelete=async({detail:e})=>{let{hass:t,inbox:n}=this;if(!t||!n.board.can.manage)return;let r=this.listing?O(this.listing):[];this.fault=``;try{await je(this,t,e,this.find(e))&&(this.earlier.forget(e),this.leaveJob(e,r))}catch(e){this.fault=l(e)}},new re(this,60)}connectedCallback(){super.connectedCallback(),window.addEventListener(`keydown`,this.onKey)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`keydown`,this.onKey)}get split(){return this.width.wide??!this.narrow}get selected(){return I(this.rest)}willUpdate(){let{hass:e,inbox:t,earlier:n,sought:r}=this;if(!e)return;let i=Math.floor(oe(e)/6e4)*6e4,a=[t.board.jobs,n.jobs,r,i];a.some((e,t)=>e!==this.listed[t])&&(this.today=i,this.listed=a,this.listing=Je(Ye(t.board.jobs,n.jobs),r,i))}updated(e){!this.selected&&this.split&&this.inbox.board.status===`ready`&&this.openNewest();let t=e.get(`rest`);t===void 0||this.split||(this.selected&&!I(t)?this.page?.focusName():this.selected||this.list?.focusRow(I(t)))}render(){let{board:e}=this.inbox;if(!this.hass||!this.speech.ready)return c;if(e.status===`error`)return t`<div class="alone">${this.renderBanner()}</div>`;let n=this.selected!==``,r=this.listing&&ze(e,this.listing,this.sought);return t`
      ${this.renderBanner()} ${this.renderFault()}
      <div class="panes ${this.split?`split`:n?`open`:`closed`}">
        <section class="list" aria-label=${E(`list`)}>
          <div class="tools">
            <printmux-job-finder
              .hass=${this.hass}
              .sought=${this.sought}
              .counts=${this.listing?.counts}
              @seek=${this.onSeek}
              @keydown=${this.onFinderKey}
            ></printmux-job-finder>
            ${e.can.dispatch||e.status===`loading`?Ie(this.uploading.choose,e.can.dispatch):c}
            <printmux-upload-list
              .hass=${this.hass}
              .maxMb=${e.hub?.max_upload_mb??0}
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
          ${r&&!this.split?Ue(e):c}
          ${Re(e,this.listing,this.sought,this.earlier)}
        </section>
        <section class="details" aria-label=${E(`details`)}>
          ${n?this.renderPage(this.selected):c}
          ${r&&this.split&&!n?Ue(e):c}
        </section>
      </div>
      ${this.uploading.over?Le(e.hub?.max_upload_mb,this.hass):c}
    `}renderBanner(){let{board:e}=this.inbox;return e.status===`stale`||e.status===`error`?t`<printmux-banner
          .hass=${this.hass}
          .board=${e}
          @again=${()=>this.inbox.again()}
        ></printmux-banner>`:c}renderFault(){return this.fault?t`<div class="fault" role="alert">
          <span>${this.fault}</span>
          <button class="button small" @click=${()=>this.fault=``}>
            ${x(`close`)}
          </button>
        </div>`:c}renderPage(e){let{board:n}=this.inbox;return t`<printmux-job-page
      .hass=${this.hass}
      .jobId=${e}
      .row=${this.find(e)}
      .printers=${n.printers}
      .can=${n.can}
      .alone=${!this.split}
      @back=${this.back}
      @ask-delete=${this.onAskDelete}
    ></printmux-job-page>`}find(e){return this.inbox.board.jobs.get(e)??this.earlier.jobs.find(t=>t.id===e)}open(e,t=!this.split&&this.selected!==``){this.came=!0,y(F(e),t)}openNewest(){let[e]=this.listing?O(this.listing):[];e&&y(F(e),!0)}leaveJob(e,t){if(e===this.selected){let n=t.indexOf(e),r=this.split?t[n+1]??t[n-1]:void 0;y(r?F(r):P,!0)}}};a([e({type:Boolean,reflect:!0})],$.prototype,`narrow`,void 0),a([e()],$.prototype,`rest`,void 0),a([o()],$.prototype,`sought`,void 0),a([o()],$.prototype,`fault`,void 0),a([r(`printmux-job-finder`)],$.prototype,`finder`,void 0),a([r(`printmux-job-list`)],$.prototype,`list`,void 0),a([r(`printmux-job-page`)],$.prototype,`page`,void 0),$=a([C(`printmux-inbox-view`)],$);function Kt(e){let[t]=e.composedPath();return t instanceof HTMLElement&&(t.isContentEditable||t.matches(`input, textarea, select`))}export{$ as PrintMuxInboxView};