import{$ as e,D as t,G as n,K as r,P as i,Q as a,Z as o,bt as s,c,d as l,dt as ee,f as te,ft as u,ht as d,i as ne,j as f,l as re,mt as p,n as ie,nt as m,o as ae,pt as h,q as oe,rt as se,tt as ce,ut as le,v as ue,vt as g,xt as de,yt as _}from"./mdi.js";import{c as v,d as y,f as b,i as x,l as S,m as C,n as w,r as fe,s as T}from"./lit.js";import{H as pe,N as me,R as he,U as ge,V as _e,_ as ve,a as ye,c as be,d as xe,f as E,h as Se,n as Ce,p as D,u as we,z as O}from"./thumb.js";import{n as k,s as Te,t as Ee}from"./printer-words.js";var A=de({bed:`Bed`,"bed.waits":`Clear the bed`,"camera.close":`Close the camera`,"camera.enlarge":`Open large`,"camera.failed":`No picture from the camera.`,"camera.next":`Next camera`,"camera.of":`Camera {number} of {total}`,"camera.picture":`Camera of {printer}`,"camera.show":`Show the camera`,"camera.stills":`Still pictures`,"camera.waits":`Waiting for the camera`,chamber:`Chamber`,"control.bed_cleared":`Bed is clear`,"control.cancel":`Cancel`,"control.device":`Device page`,"control.emergency_stop":`Emergency stop`,"control.include":`Included in dispatch`,"control.include.help":`“All printers” and routing rules mean this one too`,"control.info":`Status and history`,"control.more":`More for {printer}`,"control.open":`Open the printer's own page`,"control.pause":`Pause`,"control.resume":`Resume`,"empty.add":`Add a printer`,"empty.ask":`Ask an administrator to add one.`,"empty.text":`Add your printers by the address of Moonraker, OctoPrint or PrusaLink.`,"empty.title":`No printers yet`,"filter.all":`Show all`,"filter.attention":`Needs you`,"filter.groups":`Show by state`,"filter.idle":`Idle`,"filter.none":`No printer matches.`,"filter.offline":`Offline`,"filter.printing":`Printing`,"filter.search":`Search printers`,"filter.shown_one":`{shown} of {count} printer`,"filter.shown_other":`{shown} of {count} printers`,"filter.tags":`Show by tag`,finish:`Done at {time}`,heater:`{name}: {actual}`,"heater.target":`{name}: {actual}, wanted {target}`,layer:`Layer {layer} of {total}`,"layer.only":`Layer {layer}`,left:`{time} left`,"loaded.change":`Change the loaded material`,"loaded.tool":`Tool {number}: {material}`,nozzle:`Nozzle`,"nozzle.tool":`Nozzle {number}`,"off.machine":`{driver} answers, the printer is off.`,"off.seen":`Last seen {time}.`,parked:`Parked`,"parked.text":`PrintMux does not follow parked printers.`,progress:`Progress of {printer}`,queue_one:`{count} in queue`,queue_other:`{count} in queue`,ready:`Ready for a print`,"ready.not":`Not ready`,"stop.cancel":`Stop the print`,"stop.cancel.text":`“{file}” on {printer} stops, and can't be continued.`,"stop.cancel.text.unnamed":`The print on {printer} stops, and can't be continued.`,"stop.cancel.title":`Stop this print?`,"stop.emergency.text":`Motors and heaters of {printer} are switched off at once, in the middle of what it does. It has to be restarted before it prints again.`,"stop.emergency.title":`Emergency stop of {printer}?`,wall:`Wall view`,"wall.title":`Large, to look at from afar`},Object.assign({"./de/printers.json":()=>import(`./de-printers.js`),"./es/printers.json":()=>import(`./es-printers.js`),"./fr/printers.json":()=>import(`./fr-printers.js`),"./nl/printers.json":()=>import(`./nl-printers.js`),"./pl/printers.json":()=>import(`./pl-printers.js`),"./zh-Hans/printers.json":()=>import(`./zh-Hans-printers.js`)})),j=[`attention`,`printing`,`idle`,`offline`];function M({state:e,bed_waits:t}){return e===`error`||e===`paused`||t?`attention`:e===`printing`||e===`starting`?`printing`:e===`offline`?`offline`:`idle`}function De(e){let t={attention:0,printing:0,idle:0,offline:0};for(let n of e)t[M(n)]++;return t}function Oe(e,t){return[...new Set([...e].flatMap(e=>e.tags))].sort(new Intl.Collator(t,{numeric:!0}).compare)}function ke(e,{text:t,groups:n,tags:r}){return(!n.size||n.has(M(e)))&&[...r].every(t=>e.tags.includes(t))&&Ae(t).every(t=>je(e).includes(t))}function Ae(e){return e.toLowerCase().split(/\s+/).filter(Boolean)}function je(e){let{name:t,driver:n,tags:r,loaded:i,models:a,job:o,file:s}=e,c=i.map(e=>e.material);return[t,n,...r,...c,...a,o?.name,o?``:s].join(` `).toLowerCase()}function Me({state:e,bed_waits:t}){return e===`error`?0:t?1:2}function Ne({remaining_s:e}){return e===null?1/0:Math.round(e/60)}function N(e,t){let n=new Intl.Collator(t,{numeric:!0}),r=e=>{let t=M(e),n={attention:Me,printing:Ne,idle:P,offline:P};return[j.indexOf(t),n[t](e)]};return[...e].map(e=>({printer:e,place:r(e)})).sort((e,t)=>e.place[0]-t.place[0]||F(e.place[1],t.place[1])||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e)}function P(){return 0}function F(e,t){return e===t?0:e-t}function Pe(e,t){let n=new Map(t.map((e,t)=>[e,t])),r=({id:e})=>n.get(e)??1/0;return[...e].sort((e,t)=>F(r(e),r(t)))}var I=5e3,Fe=2e4,Ie=12e3,Le=3,L=new Set,Re=class{constructor(e,t){this.state=`off`,this.url=null,this.camera=``,this.kind=`stream`,this.turn=0,this.hass=e,this.changed=t}start(e){this.stop(),this.camera=e,this.state=`waiting`,this.kind=L.size<Le?`stream`:`stills`,this.kind===`stream`&&L.add(this),this.sign()}stop(){clearTimeout(this.timer),L.delete(this),this.turn++,this.state=`off`,this.url=null,this.changed()}loaded(){this.url!==null&&(this.state=this.kind,clearTimeout(this.timer),this.kind===`stills`&&this.later(I,()=>void this.sign()),this.changed())}broken(){this.url!==null&&(this.kind===`stream`?(L.delete(this),this.kind=`stills`,this.sign()):this.fail())}fail(){this.state=`failed`,this.url=null,this.later(Fe,()=>void this.sign()),this.changed()}later(e,t){clearTimeout(this.timer),this.timer=setTimeout(t,e)}async sign(){let e=++this.turn,t=this.kind===`stream`?`camera_proxy_stream`:`camera_proxy`;try{let n=await this.hass()?.callWS({type:`auth/sign_path`,path:`/api/${t}/${this.camera}`});e===this.turn&&n&&(this.url=n.path,this.later(Ie,()=>this.broken()),this.changed())}catch{e===this.turn&&this.fail()}}},ze=class{constructor(e,t){this.seen=!1,this.inside=!1,this.look=()=>{let e=this.inside&&!document.hidden;e!==this.seen&&(this.seen=e,this.change(e))},this.host=e,this.change=t,e.addController(this)}hostConnected(){this.observer=new IntersectionObserver(e=>{this.inside=e.at(-1)?.isIntersecting??!1,this.look()}),this.observer.observe(this.host),document.addEventListener(`visibilitychange`,this.look)}hostDisconnected(){this.observer?.disconnect(),document.removeEventListener(`visibilitychange`,this.look),this.inside=!1,this.look()}},R=class extends _{constructor(...e){super(...e),this.cameras=[],this.name=``,this.index=0,this.feed=new Re(()=>this.hass,()=>this.requestUpdate()),this.screen=new ze(this,()=>this.follow())}static{this.styles=[h,u,C`
      :host {
        position: relative;
        display: grid;
        place-items: center;
        overflow: hidden;
        aspect-ratio: 16 / 9;
        border-radius: var(--pm-radius-small);
        background: #000;
        color: #fff;
      }
      img {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
      p {
        display: grid;
        justify-items: center;
        gap: 8px;
        margin: 0;
        padding: 16px;
        text-align: center;
      }
      .buttons {
        position: absolute;
        inset-block-end: 4px;
        inset-inline-end: 4px;
        display: flex;
        align-items: center;
        gap: 4px;
      }
      .icon-button,
      .chip {
        background: rgba(0, 0, 0, 0.6);
        color: #fff;
      }
      .icon-button:hover:not(:disabled) {
        background: rgba(0, 0, 0, 0.85);
        color: #fff;
      }
      :focus-visible {
        outline-color: #fff;
        outline-offset: -4px;
      }
    `]}get camera(){return this.cameras[this.index%this.cameras.length]}updated(e){let t=e.get(`cameras`);t&&t.join()!==this.cameras.join()&&this.follow()}follow(){this.screen.seen&&this.camera?this.feed.start(this.camera):this.feed.stop()}render(){let{state:e,url:t}=this.feed;return b`
      ${e===`failed`?b`<p role="status">
              <printmux-icon .path=${c}></printmux-icon>${A(`camera.failed`)}
            </p>`:y}
      ${e===`waiting`?b`<p role="status">${A(`camera.waits`)}</p>`:y}
      <img
        src=${t??y}
        alt=${A(`camera.picture`,{printer:this.name})}
        ?hidden=${t===null||e===`waiting`}
        @load=${()=>this.feed.loaded()}
        @error=${()=>this.feed.broken()}
      />
      <div class="buttons">
        ${e===`stills`?b`<span class="chip">${A(`camera.stills`)}</span>`:y}
        ${this.cameras.length>1?this.renderNext():y}
        ${this.renderButton(ae,A(`camera.enlarge`),()=>g(this,this.camera??``))}
      </div>
    `}renderNext(){let e=A(`camera.of`,{number:this.index%this.cameras.length+1,total:this.cameras.length});return this.renderButton(re,`${A(`camera.next`)} (${e})`,()=>{this.index++,this.follow()})}renderButton(e,t,n){return b`<button
      class="icon-button"
      title=${t}
      aria-label=${t}
      @click=${n}
    >
      <printmux-icon .path=${e}></printmux-icon>
    </button>`}};x([S({attribute:!1})],R.prototype,`cameras`,void 0),x([S()],R.prototype,`name`,void 0),x([v()],R.prototype,`index`,void 0),R=x([s(`printmux-printer-camera`)],R);var Be=C`
  :host {
    display: block;
    container-type: inline-size;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px;
    min-height: 40px;
  }
  .end {
    display: flex;
    align-items: center;
    margin-inline: auto -10px;
  }
  .stop {
    color: var(--pm-bad-text);
  }
  @container (max-width: 340px) {
    .row > .button printmux-icon {
      display: none;
    }
  }
  .error {
    margin: 0;
    padding-block-start: 8px;
    overflow-wrap: anywhere;
  }
  [popover] {
    inset: auto;
    position-area: block-start span-inline-start;
    position-try-fallbacks: flip-block;
    min-width: 220px;
    max-width: calc(100vw - 32px);
    margin: 4px 0;
    padding: 8px;
    border: 1px solid var(--pm-line);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    color: var(--pm-text);
    box-shadow: 0 4px 16px rgba(0, 0, 0, 0.24);
  }
  @supports not (position-area: block-start) {
    [popover] {
      inset: 0;
      margin: auto;
    }
  }
  .item {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 16px;
    width: 100%;
    min-height: 44px;
    padding: 4px 8px;
    border-radius: var(--pm-radius-small);
    color: inherit;
    text-decoration: none;
  }
  .item:hover:not(:disabled) {
    background: var(--pm-accent-tint);
  }
  .item small {
    display: block;
    color: var(--pm-dim);
  }
  .switch {
    flex: none;
    width: 36px;
    height: 20px;
    padding: 3px;
    border: 1px solid var(--pm-dim);
    border-radius: 10px;
  }
  .switch::before {
    content: "";
    display: block;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--pm-dim);
    transition: translate var(--pm-fast);
  }
  [aria-checked="true"] .switch {
    border-color: transparent;
    background: var(--pm-accent-fill);
  }
  [aria-checked="true"] .switch::before {
    background: #fff;
    translate: 16px;
  }
  [aria-checked="true"] .switch:dir(rtl)::before {
    translate: -16px;
  }
`;function z(e){return e.enabled?e.bed_waits&&e.state!==`error`?{tone:`warn`,text:A(`bed.waits`)}:{tone:Ee[e.state],text:p(`printer.${e.state}`)}:{tone:`dim`,text:A(`parked`)}}function B({state:e}){return e===`printing`||e===`paused`||e===`starting`}function V({job:e,file:t,state:n}){return n===`offline`||n===`idle`?null:e?.name??t}function H(e,t){let{state:n,message:r,connected:i,driver:a,last_seen:o,ready:s,enabled:c}=t;if(!c)return[A(`parked.text`)];let l=r?[r]:[];return n===`offline`?(i&&!r&&l.push(A(`off.machine`,{driver:a})),o&&l.push(A(`off.seen`,{time:Ce(e,o)}))):!l.length&&n!==`error`&&!V(t)&&l.push(s?A(`ready`):n===`starting`?``:A(`ready.not`)),l.filter(Boolean)}function U(e,t){let{remaining_s:n,state:r}=t;if(n===null||!B(t))return[];let i=A(`left`,{time:be(e.locale,n)});if(r!==`printing`)return[i];let a=new Date(Date.now()+n*1e3).toISOString();return[i,A(`finish`,{time:ye(e,a)})]}function Ve(e){let{layer:t,layer_count:n}=e;return t===null||!B(e)?``:n?A(`layer`,{layer:t,total:n}):A(`layer.only`,{layer:t})}var W=class extends _{constructor(...e){super(...e),this.can={dispatch:!1,manage:!1},this.live=!1,this.engaged=!1,this.menu=!1,this.pending=``,this.error=``,this.onToggle=e=>{this.menu=this.engaged=e.newState===`open`}}static{this.styles=[h,u,Be]}render(){let{hass:e,printer:n}=this;return!e||!n?y:b`
      <div class="row">
        ${this.can.dispatch?this.renderOrders(e,n):y}
        <div class="end">
          ${B(n)?this.renderEmergencyStop(e,n,!1):y}
          <slot></slot>
          <button
            class="icon-button"
            popovertarget="menu"
            title=${p(`more`)}
            aria-label=${A(`control.more`,{printer:n.name})}
          >
            <printmux-icon .path=${t}></printmux-icon>
          </button>
        </div>
      </div>
      <div id="menu" popover @beforetoggle=${this.onToggle}>
        ${this.menu?this.renderMenu(e,n):y}
      </div>
      ${this.error?b`<p class="error" role="alert">${this.error}</p>`:y}
    `}renderOrders(e,t){let{entities:n,state:i}=t,{pause:a,resume:o,cancel:s}=n;return[t.bed_waits?this.renderOrder(`bed_cleared`,l,`primary`,()=>me(e,[t.id])):y,a&&i===`printing`?this.renderOrder(`pause`,r,``,()=>O(e,a)):y,o&&i===`paused`?this.renderOrder(`resume`,oe,`primary`,()=>O(e,o)):y,s&&(i===`printing`||i===`paused`)?this.renderOrder(`cancel`,ce,``,()=>O(e,s),()=>this.askToCancel(t)):y]}renderOrder(e,t,n,r,i){return b`<button
      class="button small ${n}"
      ?disabled=${!this.live||this.pending!==``}
      aria-busy=${this.pending===e}
      @click=${()=>void this.run(e,r,i)}
    >
      <printmux-icon .path=${t}></printmux-icon>${A(`control.${e}`)}
    </button>`}renderEmergencyStop(e,t,n){let{emergency_stop:r}=t.entities;if(!r||!this.can.dispatch||!t.online)return y;let i=A(`control.emergency_stop`),a=()=>({title:A(`stop.emergency.title`,{printer:t.name}),text:A(`stop.emergency.text`,{printer:t.name}),confirm:i,danger:!0});return b`<button
      class="stop ${n?`item`:`icon-button`}"
      title=${n?y:i}
      aria-label=${n?y:i}
      ?disabled=${!this.live}
      @click=${()=>{this.popup?.hidePopover(),this.run(`emergency_stop`,()=>O(e,r),a)}}
    >
      ${n?i:y}
      <printmux-icon .path=${ne}></printmux-icon>
    </button>`}renderMenu(e,t){let{entities:n,url:r,id:i}=t,a=()=>this.popup?.hidePopover();return b`
      ${n.include_in_dispatch&&this.can.dispatch?this.renderInclude(e,t,n.include_in_dispatch):y}
      ${this.renderInfo(n.status,A(`control.info`),a)}
      ${this.can.dispatch?this.renderInfo(n.loaded_material,A(`loaded.change`),a):y}
      ${/^https?:/.test(r)?b`<a
              class="item"
              href=${r}
              target="_blank"
              rel="noopener noreferrer"
              @click=${a}
              >${A(`control.open`)}</a
            >`:y}
      ${this.can.manage?b`<a class="item" href="/config/devices/device/${i}" @click=${d}
              >${A(`control.device`)}</a
            >`:y}
    `}renderInclude(e,t,n){let r=()=>_e(e,n,!t.included);return b`<button
      class="item"
      role="switch"
      aria-checked=${t.included}
      ?disabled=${!this.live||this.pending!==``}
      @click=${()=>void this.run(`include`,r)}
    >
      <span>${A(`control.include`)}<small>${A(`control.include.help`)}</small></span>
      <span class="switch"></span>
    </button>`}renderInfo(e,t,n){return e?b`<button class="item" @click=${()=>{n(),g(this,e)}}>${t}</button>`:y}askToCancel(e){let t=V(e),n={printer:e.name,file:t??``};return{title:A(`stop.cancel.title`),text:A(t?`stop.cancel.text`:`stop.cancel.text.unnamed`,n),confirm:A(`stop.cancel`),danger:!0}}async run(e,t,n){this.error=``,this.engaged=!0;try{if(n&&!await Te(this,n()))return;this.pending=e,await t()}catch(e){this.error=he(e)}finally{this.pending=``,this.engaged=this.menu}}};x([S({attribute:!1})],W.prototype,`printer`,void 0),x([S({attribute:!1})],W.prototype,`can`,void 0),x([S({type:Boolean})],W.prototype,`live`,void 0),x([T(`#menu`)],W.prototype,`popup`,void 0),x([v()],W.prototype,`menu`,void 0),x([v()],W.prototype,`pending`,void 0),x([v()],W.prototype,`error`,void 0),W=x([s(`printmux-printer-controls`)],W);var He=C`
  .bar {
    height: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: var(--pm-raised);
  }
  .bar div {
    width: calc(var(--share) * 100%);
    height: 100%;
    border-radius: 3px;
    background: var(--tone);
  }
  .ring {
    position: relative;
    display: grid;
    place-items: center;
    width: 100%;
    aspect-ratio: 1;
  }
  .ring svg {
    position: absolute;
    inset: 0;
    rotate: -90deg;
  }
  .ring circle {
    fill: none;
    stroke: var(--pm-raised);
    stroke-width: 8;
  }
  .ring circle + circle {
    stroke: var(--tone);
    stroke-dasharray: 100;
    stroke-dashoffset: calc((1 - var(--share)) * 100);
    stroke-linecap: round;
  }
`;function Ue(e,t,n){return G(`bar`,e,t,n,b`<div></div>`)}function We(e,t,n){return G(`ring`,e,t,n,b`<svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
    </svg>
    <span>${E(e,t)}</span>`)}function G(e,t,n,r,i){return b`<div
    class=${e}
    role="progressbar"
    aria-label=${r}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(n*100)}
    aria-valuetext=${E(t,n)}
    style=${w({"--share":`${n}`})}
  >
    ${i}
  </div>`}var Ge=C`
  .heaters,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
    margin: 0;
    padding: 0;
    list-style: none;
    --pm-icon-size: 16px;
  }
  .heaters li {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    font-variant-numeric: tabular-nums;
  }
  .heaters printmux-icon,
  .chips printmux-icon {
    color: var(--pm-dim);
  }
  .heaters .on printmux-icon {
    color: var(--pm-bad-text);
  }
  .chips {
    gap: 4px;
  }
  .chips li {
    max-width: 100%;
    overflow: hidden;
  }
  .chips li span:last-child {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .swatch {
    flex: none;
    width: 12px;
    height: 12px;
    border: 1px solid var(--pm-dim);
    border-radius: 50%;
  }
`;function Ke({nozzles:t,bed:n,chamber:r}){let i=t.map((e,n)=>({icon:o,name:t.length>1?A(`nozzle.tool`,{number:n+1}):A(`nozzle`),heater:e}));return n&&i.push({icon:e,name:A(`bed`),heater:n}),r&&i.push({icon:se,name:A(`chamber`),heater:r}),i.filter(({heater:[e]})=>e!==null)}function qe({locale:e},t){let n=Ke(t);return n.length?b`<ul class="heaters">
    ${n.map(({icon:t,name:n,heater:[r,i]})=>{let a=D(e,r??0),o=i?D(e,i):``,s=o?A(`heater.target`,{name:n,actual:a,target:o}):A(`heater`,{name:n,actual:a}),c=o?`${xe(e,r??0)} / ${o}`:a;return b`<li class=${o?`on`:``} title=${s}>
        <printmux-icon .path=${t}></printmux-icon>
        <span class="reader">${s}</span>
        <bdi aria-hidden="true">${c}</bdi>
      </li>`})}
  </ul>`:y}function Je({locale:e},t){let{loaded:n,nozzle_diameter:r,tags:a,queue_length:s}=t,c=n.length>1;return b`<ul class="chips">
    ${n.map(({material:e,color:t},n)=>{if(!e)return y;let r=A(`loaded.tool`,{number:n+1,material:e});return b`<li class="chip" title=${c?r:y}>
        <span class="swatch" style=${w({backgroundColor:t})}></span>
        ${c?b`<span class="reader">${r}</span>`:y}
        <span aria-hidden=${c?`true`:y}>${e}</span>
      </li>`})}
    ${r?K(o,we(e,r,`millimeter`,2),A(`nozzle`)):y}
    ${a.map(e=>K(m,e))}
    ${s?K(i,A(`queue`,{count:s})):y}
  </ul>`}function K(e,t,n){return b`<li class="chip" title=${n??t}>
    <printmux-icon .path=${e}></printmux-icon>
    ${n?b`<span class="reader">${n}</span>`:y}<span>${t}</span>
  </li>`}var Ye=C`
  :host {
    --tone: var(--pm-dim);
    --tone-text: var(--pm-dim);
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-width: 0;
    padding: 12px 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-inline-start: 4px solid var(--tone);
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
    content-visibility: auto;
    contain-intrinsic-size: auto 300px auto 268px;
  }
  :host([tone="bad"]) {
    --tone: var(--pm-bad);
    --tone-text: var(--pm-bad-text);
  }
  :host([tone="warn"]) {
    --tone: var(--pm-warn);
    --tone-text: var(--pm-warn-text);
  }
  :host([tone="accent"]) {
    --tone: var(--pm-accent);
    --tone-text: var(--pm-accent-text);
  }
  :host([tone="good"]) {
    --tone: var(--pm-good);
    --tone-text: var(--pm-good-text);
  }
  header {
    display: flex;
    align-items: baseline;
    gap: 12px;
  }
  h3 {
    flex: 1;
    min-width: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1.0625rem;
    font-weight: 500;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .state {
    display: inline-flex;
    flex: none;
    align-items: center;
    align-self: center;
    gap: 6px;
    color: var(--tone-text);
    font-weight: 500;
    --pm-icon-size: 18px;
  }
  .print {
    display: flex;
    flex: 1;
    align-items: flex-start;
    gap: 12px;
    min-height: 64px;
  }
  .about {
    display: grid;
    flex: 1;
    gap: 6px;
    min-width: 0;
  }
  .name {
    display: block;
    min-width: 0;
    overflow: hidden;
    color: inherit;
    text-align: match-parent;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.name {
    color: var(--pm-accent-text);
    text-decoration: none;
  }
  a.name:hover {
    text-decoration: underline;
  }
  a.name:focus-visible {
    outline-offset: -2px;
  }
  .share {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  .share .bar {
    flex: 1;
  }
  .share b,
  .words {
    font-variant-numeric: tabular-nums;
  }
  .share b {
    min-width: 4ch;
    font-weight: 500;
    text-align: end;
  }
  .words {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .note {
    display: -webkit-box;
    margin: 0;
    overflow: hidden;
    color: var(--pm-dim);
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 4;
    line-clamp: 4;
  }
  :host([tone="bad"]) .note {
    color: var(--pm-bad-text);
  }
  :host([wall]) {
    gap: 8px;
    contain-intrinsic-size: auto 220px auto 320px;
    font-size: 1.125rem;
  }
  :host([wall]) header {
    flex-direction: column;
    align-items: stretch;
    gap: 2px;
  }
  :host([wall]) h3 {
    display: -webkit-box;
    flex: none;
    font-size: 1.375rem;
    line-height: 1.25;
    white-space: normal;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  :host([wall]) .state {
    align-self: flex-start;
    font-size: 1.125rem;
  }
  .sight {
    display: grid;
    flex: 1;
    place-items: center;
    min-height: 150px;
  }
  .sight .ring {
    width: 150px;
    font-size: 2.125rem;
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .big {
    color: var(--tone-text);
    --pm-icon-size: 88px;
  }
  .below {
    display: grid;
    align-content: start;
    justify-items: center;
    min-height: 5em;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .below .name {
    max-width: 100%;
  }
  :host([wall]) .note {
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
`,q={bad:ie,warn:f,accent:a,good:te,dim:ue},J=class extends _{static{this.styles=[h,u,He,Ge,Ye]}get engaged(){return this.controls?.engaged??!1}constructor(){super(),this.can={dispatch:!1,manage:!1},this.live=!1,this.wall=!1,this.now=0,this.tone=`dim`,this.watching=!1,this.skipped=!1,this.addEventListener(`contentvisibilityautostatechange`,e=>{this.skipped=e.skipped,this.requestUpdate()})}connectedCallback(){super.connectedCallback(),this.skipped=!1}shouldUpdate(){return!this.skipped||!this.hasUpdated}willUpdate(){this.printer&&(this.tone=z(this.printer).tone)}render(){let{hass:e,printer:t}=this;return!e||!t?y:this.wall?this.renderLarge(e,t):this.renderFull(e,t)}renderFull(e,t){let{cameras:n}=t.entities,r=this.watching&&n.length>0;return b`
      ${this.renderHead(t)}
      ${r?b`<printmux-printer-camera
              .hass=${e}
              .cameras=${n}
              .name=${t.name}
            ></printmux-printer-camera>`:y}
      ${this.renderPrint(e,t)}
      ${t.enabled?b`${t.online?qe(e,t):y}
            ${Je(e,t)}`:y}
      <printmux-printer-controls
        .hass=${e}
        .printer=${t}
        .can=${this.can}
        .live=${this.live}
      >
        ${n.length&&t.enabled?this.renderWatch(r):y}
      </printmux-printer-controls>
    `}renderHead(e){let{text:t}=z(e);return b`<header>
      <h3 dir="auto" title=${e.name}>${e.name}</h3>
      <span class="state"
        ><printmux-icon .path=${q[this.tone]}></printmux-icon>${t}</span
      >
    </header>`}renderPrint(e,t){let{job:n,progress:r}=t,i=V(t),a=[Ve(t),...U(e,t)].filter(Boolean);return b`<div class="print">
      ${i?b`<printmux-thumb
              .job=${{name:i,thumbnail:n?.thumbnail??null}}
              .size=${64}
            ></printmux-thumb>`:y}
      <div class="about">
        ${i?this.renderName(t,i):y}
        ${k(t)&&r!==null?b`<div class="share">
                ${Ue(e.locale,r,A(`progress`,{printer:t.name}))}
                <b>${E(e.locale,r)}</b>
              </div>`:y}
        ${a.length?b`<div class="words dim">
                ${a.map(e=>b`<span>${e} </span>`)}
              </div>`:y}
        ${H(e,t).map(e=>b`<p class="note">${e}</p>`)}
      </div>
    </div>`}renderName(e,t){return e.job?b`<a
          class="name"
          dir="auto"
          href="/printmux/inbox/${e.job.id}"
          title=${t}
          @click=${d}
          >${t}</a
        >`:b`<span class="name" dir="auto" title=${t}>${t}</span>`}renderWatch(e){let t=A(e?`camera.close`:`camera.show`);return b`<button
      class="icon-button"
      title=${t}
      aria-label=${t}
      aria-expanded=${e}
      @click=${()=>this.watching=!e}
    >
      <printmux-icon .path=${e?ee:le}></printmux-icon>
    </button>`}renderLarge(e,t){let{progress:n}=t,[r,i]=U(e,t),a=V(t);return b`
      ${this.renderHead(t)}
      <div class="sight">
        ${k(t)&&n!==null?We(e.locale,n,A(`progress`,{printer:t.name})):b`<printmux-icon
                class="big"
                .path=${q[this.tone]}
              ></printmux-icon>`}
      </div>
      <div class="below">
        ${a?b`<span class="name" dir="auto" title=${a}>${a}</span>`:y}
        ${r?b`<b>${r}</b>`:y}
        ${i?b`<span class="dim">${i}</span>`:y}
        ${r?y:H(e,t).map(e=>b`<p class="note">${e}</p>`)}
      </div>
    `}};x([S({attribute:!1})],J.prototype,`printer`,void 0),x([S({attribute:!1})],J.prototype,`can`,void 0),x([S({type:Boolean})],J.prototype,`live`,void 0),x([S({type:Boolean,reflect:!0})],J.prototype,`wall`,void 0),x([S({type:Number})],J.prototype,`now`,void 0),x([S({reflect:!0})],J.prototype,`tone`,void 0),x([v()],J.prototype,`watching`,void 0),x([T(`printmux-printer-controls`)],J.prototype,`controls`,void 0),J=x([s(`printmux-printer-tile`)],J);var Xe=C`
  :host {
    display: block;
    padding: var(--pm-space);
  }
  :host([narrow]) {
    padding: 8px;
  }
  printmux-banner {
    margin-block-end: 12px;
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
    margin-block-end: 12px;
  }
  input[type="search"] {
    flex: 1 1 200px;
    min-width: 0;
    max-width: 320px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
  }
  .filter {
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid var(--pm-line);
    border-radius: 16px;
    background: var(--pm-surface);
  }
  .filter:hover {
    background: var(--pm-accent-tint);
  }
  .filter b {
    font-weight: 500;
    font-variant-numeric: tabular-nums;
  }
  .filter[aria-pressed="true"],
  .density[aria-pressed="true"] {
    border-color: var(--pm-accent-text);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
  }
  .density {
    margin-inline-start: auto;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(300px, 100%), 1fr));
    gap: 12px;
  }
  :host([wall]) .tiles {
    grid-template-columns: repeat(auto-fill, minmax(min(240px, 100%), 1fr));
  }
  h2 {
    margin: 24px 0 12px;
    font-size: 1.25rem;
    font-weight: 400;
  }
  .none {
    display: grid;
    gap: 16px;
    justify-items: center;
    padding: 48px 16px;
    text-align: center;
  }
  .none h2 {
    margin: 0;
  }
  @media (pointer: coarse) {
    .filter {
      min-height: 40px;
      border-radius: 20px;
    }
  }
`,Y=5,Ze=5e3,X=`printmux-wall`,Z={text:``,groups:new Set,tags:new Set},Q=class extends _{static{this.styles=[h,u,Xe]}constructor(){super(),this.narrow=!1,this.wall=Se(X)===!0,this.filter=Z,this.aimed=0,this.shown=[],this.printers=new ge(this,()=>this.hass,()=>({view:`printers`})),new pe(this)}render(){let{hass:e}=this;if(!e||!this.speech.ready)return y;let{board:t}=this.printers,n=t.status===`ready`||t.status===`stale`;return b`
      ${t.status===`ready`?y:b`<printmux-banner
              .hass=${e}
              .board=${t}
              @again=${()=>this.printers.again()}
            ></printmux-banner>`}
      ${n?t.printers.size?this.renderWall(e):this.renderEmpty():y}
    `}renderWall(e){let t=[...this.printers.board.printers.values()],n=t.filter(e=>e.enabled),r=t.filter(e=>!e.enabled),i=n.filter(e=>ke(e,this.filter));return b`
      ${this.renderBar(e,n,i.length)}
      ${this.renderTiles(e,this.arrange(i,e.locale.language))}
      ${n.length&&!i.length?b`<div class="none">
              ${A(`filter.none`)}
              <button class="button" @click=${()=>this.filter=Z}>
                ${A(`filter.all`)}
              </button>
            </div>`:y}
      ${r.length&&!this.wall?b`<h2>${A(`parked`)}</h2>
              ${this.renderTiles(e,N(r,e.locale.language))}`:y}
    `}arrange(e,t){let n=N(e,t),r=[...this.renderRoot.querySelectorAll(`printmux-printer-tile`)].some(e=>e.engaged)||Date.now()-this.aimed<Ze?Pe(n,this.shown):n;return this.shown=r.map(e=>e.id),r}renderTiles(e,t){let{can:n,status:r}=this.printers.board,i=()=>this.aimed=Date.now(),a=Math.floor(Date.now()/3e4);return b`<div
      class="tiles"
      role="list"
      @pointermove=${i}
      @pointerdown=${i}
      @keydown=${i}
    >
      ${fe(t,e=>e.id,t=>b`<printmux-printer-tile
            role="listitem"
            .hass=${e}
            .printer=${t}
            .can=${n}
            .live=${r===`ready`}
            .wall=${this.wall}
            .now=${a}
          ></printmux-printer-tile>`)}
    </div>`}renderBar(e,t,r){let i=t.length>Y&&!this.wall,a={shown:r,count:t.length};return b`<div class="tools">
      ${i?this.renderSearch():y}
      ${t.length>Y?this.renderGroups(t):y}
      ${i?this.renderTags(Oe(t,e.locale.language)):y}
      <span class="reader" role="status">${A(`filter.shown`,a)}</span>
      <button
        class="button small density"
        aria-pressed=${this.wall}
        title=${A(`wall.title`)}
        @click=${()=>this.setWall(!this.wall)}
      >
        <printmux-icon .path=${n}></printmux-icon>${A(`wall`)}
      </button>
    </div>`}renderSearch(){return b`<input
      type="search"
      placeholder=${A(`filter.search`)}
      aria-label=${A(`filter.search`)}
      .value=${this.filter.text}
      @input=${e=>this.narrowTo({text:e.target.value})}
    />`}renderGroups(e){let t=De(e);return b`<div class="filters" role="group" aria-label=${A(`filter.groups`)}>
      ${j.map(e=>this.renderFilter(A(`filter.${e}`),this.filter.groups.has(e),()=>this.narrowTo({groups:$(this.filter.groups,e)}),t[e]))}
    </div>`}renderTags(e){return e.length?b`<div class="filters" role="group" aria-label=${A(`filter.tags`)}>
      ${e.map(e=>this.renderFilter(e,this.filter.tags.has(e),()=>this.narrowTo({tags:$(this.filter.tags,e)})))}
    </div>`:y}renderFilter(e,t,n,r){return b`<button class="chip filter" aria-pressed=${t} @click=${n}>
      ${e}${r===void 0?y:b`<b>${r}</b>`}
    </button>`}renderEmpty(){return b`<div class="none">
      <h2>${A(`empty.title`)}</h2>
      ${this.printers.board.can.manage?b`<span>${A(`empty.text`)}</span>
              <a
                class="button primary"
                href="/config/integrations/integration/printmux"
                @click=${d}
                >${A(`empty.add`)}</a
              >`:b`<span>${A(`empty.ask`)}</span>`}
    </div>`}narrowTo(e){this.filter={...this.filter,...e},this.aimed=0}setWall(e){this.wall=e,ve(X,e)}};x([S({type:Boolean,reflect:!0})],Q.prototype,`narrow`,void 0),x([S({type:Boolean,reflect:!0})],Q.prototype,`wall`,void 0),x([v()],Q.prototype,`filter`,void 0),Q=x([s(`printmux-printers-view`)],Q);function $(e,t){let n=new Set(e);return n.delete(t)||n.add(t),n}export{Q as PrintMuxPrintersView};