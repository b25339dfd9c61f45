import{$ as e,F as t,J as n,K as r,M as i,O as a,Q as o,St as s,bt as c,dt as l,et as ee,f as te,ft as ne,gt as u,ht as re,i as ie,it as ae,l as oe,mt as d,n as se,nt as ce,o as le,p as ue,pt as f,q as de,rt as p,u as fe,xt as m,y as pe,yt as h}from"./mdi.js";import{c as g,d as _,f as v,i as y,l as b,m as x,n as me,r as S,s as C}from"./lit.js";import{H as he,N as ge,R as _e,V as ve,W as ye,_ as w,f as be,g as T,h as xe,i as Se,l as Ce,m as we,n as Te,o as Ee,z as E}from"./thumb.js";import{c as D,d as De,f as Oe,l as ke,n as O,p as Ae,s as je,t as Me,u as Ne}from"./bar.js";var k=s({bed:`Bed`,"camera.close":`Close the camera`,"camera.enlarge":`Open large`,"camera.failed":`No picture from the camera.`,"camera.next":`Next camera`,"camera.of":`Camera {number} of {total}`,"camera.picture":`Camera of {printer}`,"camera.show":`Show the camera`,"camera.stills":`Still pictures`,"camera.waits":`Waiting for the camera`,chamber:`Chamber`,"control.bed_cleared":`Bed cleared`,"control.cancel":`Cancel`,"control.device":`Device page`,"control.emergency_stop":`Emergency stop`,"control.include":`Included in dispatch`,"control.include.help":`“All printers” and routing rules mean this one too`,"control.info":`Status and history`,"control.more":`More for {printer}`,"control.open":`Open the printer's own page`,"control.pause":`Pause`,"control.resume":`Resume`,"empty.add":`Add a printer`,"empty.ask":`Ask an administrator to add one.`,"empty.text":`Add your printers by the address of Moonraker, OctoPrint or PrusaLink.`,"empty.title":`No printers yet`,"filter.all":`Show all`,"filter.attention":`Needs you`,"filter.groups":`Show by state`,"filter.idle":`Idle`,"filter.none":`No printer matches.`,"filter.offline":`Offline`,"filter.printing":`Printing`,"filter.search":`Search printers`,"filter.shown_one":`{shown} of {count} printer`,"filter.shown_other":`{shown} of {count} printers`,"filter.tags":`Show by tag`,finish:`Done at {time}`,heater:`{name}: {actual}`,"heater.target":`{name}: {actual}, wanted {target}`,layer:`Layer {layer} of {total}`,"layer.only":`Layer {layer}`,left:`{time} left`,"loaded.change":`Change the loaded material`,"loaded.tool":`Tool {number}: {material}`,nozzle:`Nozzle`,"nozzle.tool":`Nozzle {number}`,"off.machine":`{driver} answers, the printer is off.`,"off.seen":`Last seen {time}.`,parked:`Parked`,"parked.text":`PrintMux does not follow parked printers.`,progress:`Progress of {printer}`,queue_one:`{count} in queue`,queue_other:`{count} in queue`,ready:`Ready for a print`,"ready.not":`Not ready`,"stop.cancel":`Stop the print`,"stop.cancel.text":`“{file}” on {printer} stops, and can't be continued.`,"stop.cancel.text.unnamed":`The print on {printer} stops, and can't be continued.`,"stop.cancel.title":`Stop this print?`,"stop.emergency.text":`Motors and heaters of {printer} are switched off at once, in the middle of what it does. It has to be restarted before it prints again.`,"stop.emergency.title":`Emergency stop of {printer}?`,wall:`Wall view`,"wall.title":`Large, to look at from afar`},Object.assign({"./de/printers.json":()=>import(`./de-printers.js`),"./es/printers.json":()=>import(`./es-printers.js`),"./fr/printers.json":()=>import(`./fr-printers.js`),"./nl/printers.json":()=>import(`./nl-printers.js`),"./pl/printers.json":()=>import(`./pl-printers.js`),"./zh-Hans/printers.json":()=>import(`./zh-Hans-printers.js`)})),A=[`attention`,`printing`,`idle`,`offline`];function j({state:e,bed_waits:t}){return e===`error`||e===`paused`||t?`attention`:e===`printing`||e===`starting`?`printing`:e===`offline`?`offline`:`idle`}function Pe(e){let t={attention:0,printing:0,idle:0,offline:0};for(let n of e)t[j(n)]++;return t}function Fe(e,t){return[...new Set([...e].flatMap(e=>e.tags))].sort(new Intl.Collator(t,{numeric:!0}).compare)}function Ie(e,{text:t,groups:n,tags:r}){return(!n.size||n.has(j(e)))&&[...r].every(t=>e.tags.includes(t))&&Le(t).every(t=>Re(e).includes(t))}function Le(e){return e.toLowerCase().split(/\s+/).filter(Boolean)}function Re(e){let{name:t,driver:n,tags:r,loaded:i,models:a,job:o,file:s}=e,c=i.map(e=>e.material);return[t,n,...r,...c,...a,o?.name,o?``:s].join(` `).toLowerCase()}function ze({state:e,bed_waits:t}){return e===`error`?0:t?1:2}function Be({remaining_s:e}){return e===null?1/0:Math.round(e/60)}function M(e,t){let n=new Intl.Collator(t,{numeric:!0}),r=e=>{let t=j(e),n={attention:ze,printing:Be,idle:N,offline:N};return[A.indexOf(t),n[t](e)]};return[...e].map(e=>({printer:e,place:r(e)})).sort((e,t)=>e.place[0]-t.place[0]||P(e.place[1],t.place[1])||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e)}function N(){return 0}function P(e,t){return e===t?0:e-t}function Ve(e,t){let n=new Map(t.map((e,t)=>[e,t])),r=({id:e})=>n.get(e)??1/0;return[...e].sort((e,t)=>P(r(e),r(t)))}var He=5e3,Ue=2e4,We=12e3,Ge=3,F=new Set,Ke=class{constructor(e,t){this.state=`off`,this.url=null,this.camera=``,this.kind=`stream`,this.turn=0,this.hass=e,this.changed=t}start(e){this.stop(),this.camera=e,this.state=`waiting`,this.kind=F.size<Ge?`stream`:`stills`,this.kind===`stream`&&F.add(this),this.sign()}stop(){clearTimeout(this.timer),F.delete(this),this.turn++,this.state=`off`,this.url=null,this.changed()}loaded(){this.url!==null&&(this.state=this.kind,clearTimeout(this.timer),this.kind===`stills`&&this.later(He,()=>void this.sign()),this.changed())}broken(){this.url!==null&&(this.kind===`stream`?(F.delete(this),this.kind=`stills`,this.sign()):this.fail())}fail(){this.state=`failed`,this.url=null,this.later(Ue,()=>void this.sign()),this.changed()}later(e,t){clearTimeout(this.timer),this.timer=setTimeout(t,e)}async sign(){let e=++this.turn,t=this.kind===`stream`?`camera_proxy_stream`:`camera_proxy`;try{let n=await this.hass()?.callWS({type:`auth/sign_path`,path:`/api/${t}/${this.camera}`});e===this.turn&&n&&(this.url=n.path,this.later(We,()=>this.broken()),this.changed())}catch{e===this.turn&&this.fail()}}},qe=class{constructor(e,t){this.seen=!1,this.inside=!1,this.look=()=>{let e=this.inside&&!document.hidden;e!==this.seen&&(this.seen=e,this.change(e))},this.host=e,this.change=t,e.addController(this)}hostConnected(){this.observer=new IntersectionObserver(e=>{this.inside=e.at(-1)?.isIntersecting??!1,this.look()}),this.observer.observe(this.host),document.addEventListener(`visibilitychange`,this.look)}hostDisconnected(){this.observer?.disconnect(),document.removeEventListener(`visibilitychange`,this.look),this.inside=!1,this.look()}},I=class extends c{constructor(...e){super(...e),this.cameras=[],this.name=``,this.index=0,this.feed=new Ke(()=>this.hass,()=>this.requestUpdate()),this.screen=new qe(this,()=>this.follow())}static{this.styles=[d,f,x`
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
    `]}get camera(){return this.cameras[this.index%this.cameras.length]}updated(e){let t=e.get(`cameras`);t&&t.join()!==this.cameras.join()&&this.follow()}follow(){this.screen.seen&&this.camera?this.feed.start(this.camera):this.feed.stop()}render(){let{state:e,url:t}=this.feed;return v`
      ${e===`failed`?v`<p role="status">
              <printmux-icon .path=${oe}></printmux-icon>${k(`camera.failed`)}
            </p>`:_}
      ${e===`waiting`?v`<p role="status">${k(`camera.waits`)}</p>`:_}
      <img
        src=${t??_}
        alt=${k(`camera.picture`,{printer:this.name})}
        ?hidden=${t===null||e===`waiting`}
        @load=${()=>this.feed.loaded()}
        @error=${()=>this.feed.broken()}
      />
      <div class="buttons">
        ${e===`stills`?v`<span class="chip">${k(`camera.stills`)}</span>`:_}
        ${this.cameras.length>1?this.renderNext():_}
        ${this.renderButton(le,k(`camera.enlarge`),()=>h(this,this.camera??``))}
      </div>
    `}renderNext(){let e=k(`camera.of`,{number:this.index%this.cameras.length+1,total:this.cameras.length});return this.renderButton(fe,`${k(`camera.next`)} (${e})`,()=>{this.index++,this.follow()})}renderButton(e,t,n){return v`<button
      class="icon-button"
      title=${t}
      aria-label=${t}
      @click=${n}
    >
      <printmux-icon .path=${e}></printmux-icon>
    </button>`}};y([b({attribute:!1})],I.prototype,`cameras`,void 0),y([b()],I.prototype,`name`,void 0),y([g()],I.prototype,`index`,void 0),I=y([m(`printmux-printer-camera`)],I);var Je=x`
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
`;function L(e){return e.enabled?{tone:D(e),text:je(e)}:{tone:`dim`,text:k(`parked`)}}function R({state:e}){return e===`printing`||e===`paused`||e===`starting`}function z({job:e,file:t,state:n}){return n===`offline`||n===`idle`?null:e?.name??t}function B(e,t){let{state:n,message:r,connected:i,driver:a,last_seen:o,ready:s,enabled:c}=t;if(!c)return[k(`parked.text`)];let l=r?[Ae(e,r)]:[];return n===`offline`?(i&&!r&&l.push(k(`off.machine`,{driver:a})),o&&l.push(k(`off.seen`,{time:Ee(e,o)}))):!l.length&&n!==`error`&&!z(t)&&l.push(s?k(`ready`):n===`starting`?``:k(`ready.not`)),l.filter(Boolean)}function V(e,t){let{remaining_s:n,state:r}=t;if(n===null||!R(t))return[];let i=k(`left`,{time:be(e.locale,n)});if(r!==`printing`)return[i];let a=new Date(Date.now()+n*1e3).toISOString();return[i,k(`finish`,{time:Ce(e,a)})]}function Ye(e){let{layer:t,layer_count:n}=e;return t===null||!R(e)?``:n?k(`layer`,{layer:t,total:n}):k(`layer.only`,{layer:t})}var H=class extends c{constructor(...e){super(...e),this.can={dispatch:!1,manage:!1},this.live=!1,this.engaged=!1,this.menu=!1,this.pending=``,this.error=``,this.onToggle=e=>{this.menu=this.engaged=e.newState===`open`}}static{this.styles=[d,f,Je]}render(){let{hass:e,printer:t}=this;return!e||!t?_:v`
      <div class="row">
        ${this.can.dispatch?this.renderOrders(e,t):_}
        <div class="end">
          ${R(t)?this.renderEmergencyStop(e,t,!1):_}
          <slot></slot>
          <button
            class="icon-button"
            popovertarget="menu"
            title=${re(`more`)}
            aria-label=${k(`control.more`,{printer:t.name})}
          >
            <printmux-icon .path=${a}></printmux-icon>
          </button>
        </div>
      </div>
      <div id="menu" popover @beforetoggle=${this.onToggle}>
        ${this.menu?this.renderMenu(e,t):_}
      </div>
      ${this.error?v`<p class="error" role="alert">${this.error}</p>`:_}
    `}renderOrders(e,t){let{entities:r,state:i}=t,{pause:a,resume:o,cancel:s}=r;return[t.bed_waits?this.renderOrder(`bed_cleared`,te,`primary`,()=>ge(e,[t.id])):_,a&&i===`printing`?this.renderOrder(`pause`,de,``,()=>E(e,a)):_,o&&i===`paused`?this.renderOrder(`resume`,n,`primary`,()=>E(e,o)):_,s&&(i===`printing`||i===`paused`)?this.renderOrder(`cancel`,ce,``,()=>E(e,s),()=>this.askToCancel(t)):_]}renderOrder(e,t,n,r,i){return v`<button
      class="button small ${n}"
      ?disabled=${!this.live||this.pending!==``}
      aria-busy=${this.pending===e}
      @click=${()=>void this.run(e,r,i)}
    >
      <printmux-icon .path=${t}></printmux-icon>${k(`control.${e}`)}
    </button>`}renderEmergencyStop(e,t,n){let{emergency_stop:r}=t.entities;if(!r||!this.can.dispatch||!t.online)return _;let i=k(`control.emergency_stop`),a=()=>({title:k(`stop.emergency.title`,{printer:t.name}),text:k(`stop.emergency.text`,{printer:t.name}),confirm:i,danger:!0});return v`<button
      class="stop ${n?`item`:`icon-button`}"
      title=${n?_:i}
      aria-label=${n?_:i}
      ?disabled=${!this.live}
      @click=${()=>{this.popup?.hidePopover(),this.run(`emergency_stop`,()=>E(e,r),a)}}
    >
      ${n?i:_}
      <printmux-icon .path=${ie}></printmux-icon>
    </button>`}renderMenu(e,t){let{entities:n,url:r,id:i}=t,a=()=>this.popup?.hidePopover();return v`
      ${n.include_in_dispatch&&this.can.dispatch?this.renderInclude(e,t,n.include_in_dispatch):_}
      ${this.renderInfo(n.status,k(`control.info`),a)}
      ${this.can.dispatch?this.renderInfo(n.loaded_material,k(`loaded.change`),a):_}
      ${/^https?:/.test(r)?v`<a
              class="item"
              href=${r}
              target="_blank"
              rel="noopener noreferrer"
              @click=${a}
              >${k(`control.open`)}</a
            >`:_}
      ${this.can.manage?v`<a class="item" href="/config/devices/device/${i}" @click=${u}
              >${k(`control.device`)}</a
            >`:_}
    `}renderInclude(e,t,n){let r=()=>ve(e,n,!t.included);return v`<button
      class="item"
      role="switch"
      aria-checked=${t.included}
      ?disabled=${!this.live||this.pending!==``}
      @click=${()=>void this.run(`include`,r)}
    >
      <span>${k(`control.include`)}<small>${k(`control.include.help`)}</small></span>
      <span class="switch"></span>
    </button>`}renderInfo(e,t,n){return e?v`<button class="item" @click=${()=>{n(),h(this,e)}}>${t}</button>`:_}askToCancel(e){let t=z(e),n={printer:e.name,file:t??``};return{title:k(`stop.cancel.title`),text:k(t?`stop.cancel.text`:`stop.cancel.text.unnamed`,n),confirm:k(`stop.cancel`),danger:!0}}async run(e,t,n){this.error=``,this.engaged=!0;try{if(n&&!await Oe(this,n()))return;this.pending=e,await t()}catch(e){this.error=_e(e)}finally{this.pending=``,this.engaged=this.menu}}};y([b({attribute:!1})],H.prototype,`printer`,void 0),y([b({attribute:!1})],H.prototype,`can`,void 0),y([b({type:Boolean})],H.prototype,`live`,void 0),y([C(`#menu`)],H.prototype,`popup`,void 0),y([g()],H.prototype,`menu`,void 0),y([g()],H.prototype,`pending`,void 0),y([g()],H.prototype,`error`,void 0),H=y([m(`printmux-printer-controls`)],H);var Xe=x`
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
`;function Ze(e,t,n){return U(`bar`,e,t,n,v`<i></i>`)}function Qe(e,t,n){return U(`ring`,e,t,n,v`<svg viewBox="0 0 100 100" aria-hidden="true">
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
      <circle cx="50" cy="50" r="45" pathLength="100"></circle>
    </svg>
    <span>${T(e,t)}</span>`)}function U(e,t,n,r,i){return v`<div
    class=${e}
    role="progressbar"
    aria-label=${r}
    aria-valuemin="0"
    aria-valuemax="100"
    aria-valuenow=${Math.floor(n*100)}
    aria-valuetext=${T(t,n)}
    style=${S({"--share":`${n}`})}
  >
    ${i}
  </div>`}var $e=x`
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
`;function et({nozzles:e,bed:t,chamber:n}){let r=e.map((t,n)=>({icon:o,name:e.length>1?k(`nozzle.tool`,{number:n+1}):k(`nozzle`),heater:t}));return t&&r.push({icon:ee,name:k(`bed`),heater:t}),n&&r.push({icon:ae,name:k(`chamber`),heater:n}),r.filter(({heater:[e]})=>e!==null)}function tt({locale:e},t){let n=et(t);return n.length?v`<ul class="heaters">
    ${n.map(({icon:t,name:n,heater:[r,i]})=>{let a=w(e,r??0),o=i?w(e,i):``,s=o?k(`heater.target`,{name:n,actual:a,target:o}):k(`heater`,{name:n,actual:a}),c=o?`${xe(e,r??0)} / ${o}`:a;return v`<li class=${o?`on`:``} title=${s}>
        <printmux-icon .path=${t}></printmux-icon>
        <span class="reader">${s}</span>
        <bdi aria-hidden="true">${c}</bdi>
      </li>`})}
  </ul>`:_}function nt({locale:e},n){let{loaded:r,nozzle_diameter:i,tags:a,queue_length:s}=n,c=r.length>1;return v`<ul class="chips">
    ${r.map(({material:e,color:t},n)=>{if(!e)return _;let r=k(`loaded.tool`,{number:n+1,material:e});return v`<li class="chip" title=${c?r:_}>
        <span class="swatch" style=${S({backgroundColor:t})}></span>
        ${c?v`<span class="reader">${r}</span>`:_}
        <span aria-hidden=${c?`true`:_}>${e}</span>
      </li>`})}
    ${i?W(o,we(e,i,`millimeter`,2),k(`nozzle`)):_}
    ${a.map(e=>W(p,e))}
    ${s?W(t,k(`queue`,{count:s})):_}
  </ul>`}function W(e,t,n){return v`<li class="chip" title=${n??t}>
    <printmux-icon .path=${e}></printmux-icon>
    ${n?v`<span class="reader">${n}</span>`:_}<span>${t}</span>
  </li>`}var G=x`
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
  :host([hidden]) {
    display: none;
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
    font-size: var(--pm-font-l);
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
    font-size: var(--pm-font-l);
  }
  :host([wall]) header {
    flex-direction: column;
    align-items: stretch;
    gap: 2px;
  }
  :host([wall]) h3 {
    display: -webkit-box;
    flex: none;
    font-size: var(--pm-font-xl);
    line-height: 1.25;
    white-space: normal;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    line-clamp: 2;
  }
  :host([wall]) .state {
    align-self: flex-start;
    font-size: var(--pm-font-l);
  }
  .sight {
    display: grid;
    flex: 1;
    place-items: center;
    min-height: 150px;
  }
  .sight .ring {
    width: 150px;
    font-size: var(--pm-font-3xl);
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
`,K={bad:se,warn:i,accent:e,good:ue,dim:pe},q=class extends ke{static{this.styles=[d,f,Me,Xe,$e,G,Ne]}get engaged(){return this.controls?.engaged??!1}constructor(){super(),this.can={dispatch:!1,manage:!1},this.live=!1,this.wall=!1,this.away=!1,this.now=0,this.tone=`dim`,this.watching=!1,this.skipped=!1,this.addEventListener(`contentvisibilityautostatechange`,e=>{this.skipped=e.skipped,this.requestUpdate(),this.showMade()})}connectedCallback(){super.connectedCallback(),this.skipped=!1}shouldUpdate(e){return!this.away&&(!this.skipped||!this.hasUpdated)&&super.shouldUpdate(e)}showMade(){!this.skipped&&this.hasUpdated&&super.showMade()}willUpdate(){this.printer&&(this.tone=L(this.printer).tone)}render(){let{hass:e,printer:t}=this;return!e||!t?_:this.wall?this.renderLarge(e,t):this.renderFull(e,t)}renderFull(e,t){let{cameras:n}=t.entities,r=this.watching&&n.length>0;return v`
      ${this.renderHead(t)}
      ${r?v`<printmux-printer-camera
              .hass=${e}
              .cameras=${n}
              .name=${t.name}
            ></printmux-printer-camera>`:_}
      ${this.renderPrint(e,t)}
      ${t.enabled?v`${t.online?tt(e,t):_}
            ${nt(e,t)}`:_}
      <printmux-printer-controls
        .hass=${e}
        .printer=${t}
        .can=${this.can}
        .live=${this.live}
      >
        ${n.length&&t.enabled?this.renderWatch(r):_}
      </printmux-printer-controls>
    `}renderHead(e){let{text:t}=L(e);return v`<header>
      <h3 dir="auto" title=${e.name}>${e.name}</h3>
      <span class="state"
        ><printmux-icon .path=${K[this.tone]}></printmux-icon>${t}</span
      >
    </header>`}renderPrint(e,t){let{job:n,progress:r}=t,i=z(t),a=[Ye(t),...V(e,t)].filter(Boolean);return v`<div class="print">
      ${i?v`<printmux-thumb
              .job=${{name:i,thumbnail:n?.thumbnail??null}}
              .size=${64}
            ></printmux-thumb>`:_}
      <div class="about">
        ${i?this.renderName(t,i):_}
        ${O(t)&&r!==null?v`<div class="share">
                ${Ze(e.locale,r,k(`progress`,{printer:t.name}))}
                <b>${T(e.locale,r)}</b>
              </div>`:_}
        ${a.length?v`<div class="words dim">
                ${a.map(e=>v`<span>${e} </span>`)}
              </div>`:_}
        ${B(e,t).map(e=>v`<p class="note">${e}</p>`)}
      </div>
    </div>`}renderName(e,t){return e.job?v`<a
          class="name"
          dir="auto"
          href="/printmux/inbox/${e.job.id}"
          title=${t}
          @click=${u}
          >${t}</a
        >`:v`<span class="name" dir="auto" title=${t}>${t}</span>`}renderWatch(e){let t=k(e?`camera.close`:`camera.show`);return v`<button
      class="icon-button"
      title=${t}
      aria-label=${t}
      aria-expanded=${e}
      @click=${()=>this.watching=!e}
    >
      <printmux-icon .path=${e?ne:l}></printmux-icon>
    </button>`}renderLarge(e,t){let{progress:n}=t,[r,i]=V(e,t),a=z(t);return v`
      ${this.renderHead(t)}
      <div class="sight">
        ${O(t)&&n!==null?Qe(e.locale,n,k(`progress`,{printer:t.name})):v`<printmux-icon
                class="big"
                .path=${K[this.tone]}
              ></printmux-icon>`}
      </div>
      <div class="below">
        ${a?v`<span class="name" dir="auto" title=${a}>${a}</span>`:_}
        ${r?v`<b>${r}</b>`:_}
        ${i?v`<span class="dim">${i}</span>`:_}
        ${r?_:B(e,t).map(e=>v`<p class="note">${e}</p>`)}
      </div>
    `}};y([b({attribute:!1})],q.prototype,`printer`,void 0),y([b({attribute:!1})],q.prototype,`can`,void 0),y([b({type:Boolean})],q.prototype,`live`,void 0),y([b({type:Boolean,reflect:!0})],q.prototype,`wall`,void 0),y([b({type:Boolean,attribute:`hidden`})],q.prototype,`away`,void 0),y([b({type:Number})],q.prototype,`now`,void 0),y([b({reflect:!0})],q.prototype,`tone`,void 0),y([g()],q.prototype,`watching`,void 0),y([C(`printmux-printer-controls`)],q.prototype,`controls`,void 0),q=y([m(`printmux-printer-tile`)],q);var rt=x`
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
    font-size: var(--pm-font-xl);
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
`,J=5,it=5e3,Y=40,X=`printmux-wall`,Z={text:``,groups:new Set,tags:new Set},Q=class extends c{static{this.styles=[d,f,rt]}constructor(){super(),this.narrow=!1,this.wall=Te(X)===!0,this.filter=Z,this.room=Y,this.aimed=0,this.shown=[],this.printers=new ye(this,()=>this.hass,()=>({view:`printers`})),new he(this)}render(){let{hass:e}=this;if(!e||!this.speech.ready)return _;let{board:t}=this.printers,n=t.status===`ready`||t.status===`stale`;return v`
      ${t.status===`ready`?_:v`<printmux-banner
              .hass=${e}
              .board=${t}
              @again=${()=>this.printers.again()}
            ></printmux-banner>`}
      ${n?t.printers.size?this.renderWall(e):this.renderEmpty():_}
    `}updated(){if(this.room<this.printers.board.printers.size){let e=this.room+Y;De().then(()=>this.room=e)}}renderWall(e){let t=[...this.printers.board.printers.values()],n=t.filter(e=>e.enabled),r=t.filter(e=>!e.enabled),i=n.filter(e=>Ie(e,this.filter));return v`
      ${this.renderBar(e,n,i.length)}
      ${this.renderTiles(e,this.arrange(n,e.locale.language),new Set(i))}
      ${n.length&&!i.length?v`<div class="none">
              ${k(`filter.none`)}
              <button class="button" @click=${()=>this.filter=Z}>
                ${k(`filter.all`)}
              </button>
            </div>`:_}
      ${r.length&&!this.wall?v`<h2>${k(`parked`)}</h2>
              ${this.renderTiles(e,M(r,e.locale.language))}`:_}
    `}arrange(e,t){let n=M(e,t),r=[...this.renderRoot.querySelectorAll(`printmux-printer-tile`)].some(e=>e.engaged&&!e.away)||Date.now()-this.aimed<it?Ve(n,this.shown):n;return this.shown=r.map(e=>e.id),r}renderTiles(e,t,n=new Set(t)){let{can:r,status:i}=this.printers.board,a=()=>this.aimed=Date.now(),o=Math.floor(Date.now()/3e4);return v`<div
      class="tiles"
      role="list"
      @pointermove=${a}
      @pointerdown=${a}
      @keydown=${a}
    >
      ${me(t.slice(0,this.room),e=>e.id,t=>v`<printmux-printer-tile
            role="listitem"
            ?hidden=${!n.has(t)}
            .hass=${e}
            .printer=${t}
            .can=${r}
            .live=${i===`ready`}
            .wall=${this.wall}
            .now=${o}
          ></printmux-printer-tile>`)}
    </div>`}renderBar(e,t,n){let i=t.length>J&&!this.wall,a={shown:n,count:t.length};return v`<div class="tools">
      ${i?this.renderSearch():_}
      ${t.length>J?this.renderGroups(t):_}
      ${i?this.renderTags(Fe(t,e.locale.language)):_}
      <span class="reader" role="status">${k(`filter.shown`,a)}</span>
      <button
        class="button small density"
        aria-pressed=${this.wall}
        title=${k(`wall.title`)}
        @click=${()=>this.setWall(!this.wall)}
      >
        <printmux-icon .path=${r}></printmux-icon>${k(`wall`)}
      </button>
    </div>`}renderSearch(){return v`<input
      type="search"
      placeholder=${k(`filter.search`)}
      aria-label=${k(`filter.search`)}
      .value=${this.filter.text}
      @input=${e=>this.narrowTo({text:e.target.value})}
    />`}renderGroups(e){let t=Pe(e);return v`<div class="filters" role="group" aria-label=${k(`filter.groups`)}>
      ${A.map(e=>this.renderFilter(k(`filter.${e}`),this.filter.groups.has(e),()=>this.narrowTo({groups:$(this.filter.groups,e)}),t[e]))}
    </div>`}renderTags(e){return e.length?v`<div class="filters" role="group" aria-label=${k(`filter.tags`)}>
      ${e.map(e=>this.renderFilter(e,this.filter.tags.has(e),()=>this.narrowTo({tags:$(this.filter.tags,e)})))}
    </div>`:_}renderFilter(e,t,n,r){return v`<button class="chip filter" aria-pressed=${t} @click=${n}>
      ${e}${r===void 0?_:v`<b>${r}</b>`}
    </button>`}renderEmpty(){return v`<div class="none">
      <h2>${k(`empty.title`)}</h2>
      ${this.printers.board.can.manage?v`<span>${k(`empty.text`)}</span>
              <a
                class="button primary"
                href="/config/integrations/integration/printmux"
                @click=${u}
                >${k(`empty.add`)}</a
              >`:v`<span>${k(`empty.ask`)}</span>`}
    </div>`}narrowTo(e){this.filter={...this.filter,...e},this.aimed=0}setWall(e){this.wall=e,Se(X,e)}};y([b({type:Boolean,reflect:!0})],Q.prototype,`narrow`,void 0),y([b({type:Boolean,reflect:!0})],Q.prototype,`wall`,void 0),y([g()],Q.prototype,`filter`,void 0),y([g()],Q.prototype,`room`,void 0),Q=y([m(`printmux-printers-view`)],Q);function $(e,t){let n=new Set(e);return n.delete(t)||n.add(t),n}export{Q as PrintMuxPrintersView};