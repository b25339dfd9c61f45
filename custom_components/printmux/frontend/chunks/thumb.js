import{c as e,d as t,l as n,o as r,p as i,r as a,s as o,u as s}from"./lit.js";import{S as c,_t as l,b as ee,dt as u,gt as te,lt as d,r as f,ut as p,z as ne}from"./mdi.js";var m={status:`loading`,error:null,can:{dispatch:!1,manage:!1},hub:null,jobs:new Map,printers:new Map};function re(e,t){switch(t.type){case`snapshot`:return ie(t);case`delta`:return h(e,t);case`gone`:return e.status===`ready`?{...e,status:`stale`}:e}}function ie(e){return{status:`ready`,error:null,can:e.can,hub:e.hub,jobs:new Map(Object.entries(e.jobs??{})),printers:new Map(Object.entries(e.printers??{}))}}function h(e,{changed:t,removed:n}){let r=new g(e.jobs),i=new g(e.printers),a=e.hub;for(let[e,n]of Object.entries(t))e===`hub`?a={...a,...n}:r.has(e)||n.kind===`job`?r.merge(e,n):i.merge(e,n);for(let e of n)r.delete(e),i.delete(e);return{...e,hub:a,jobs:r.records,printers:i.records}}var g=class{constructor(e){this.copy=null,this.records=e}has(e){return this.records.has(e)}merge(e,t){this.edit().set(e,{...this.records.get(e),...t})}delete(e){this.records.has(e)&&this.edit().delete(e)}edit(){return this.records=this.copy??=new Map(this.records)}},_=[500,1e3,2e3,5e3,1e4],ae=new Set([`unauthorized`,`not_found`]),oe=class{constructor(){this.ended=!1,this.unsubscribe=null}end(){this.ended=!0,this.unsubscribe?.().catch(()=>void 0),this.unsubscribe=null}},se=class{constructor(e,t,n){this.board=m,this.connection=null,this.key=``,this.stop=null,this.tries=0,this.frame=0,this.present=!1,this.lose=()=>{this.board.status===`ready`&&(this.board={...this.board,status:`stale`},this.show())},this.host=e,this.hass=t,this.want=n,e.addController(this)}hostConnected(){this.present=!0,this.follow()}hostDisconnected(){this.present=!1,this.end()}hostUpdate(){this.follow()}again(){this.end(),this.tries=0,this.follow()}follow(){let e=this.hass()?.connection??null,t=this.want(),n=t?`${t.view} ${t.job_id??``}`:``;!this.present||e===this.connection&&n===this.key||(this.end(),this.board=m,this.connection=e,this.key=n,e&&t&&(e.addEventListener(`disconnected`,this.lose),this.subscribe(e,t)))}async subscribe(e,t){let n=new oe;this.stop=()=>n.end();try{let r={type:`printmux/subscribe`,view:t.view};n.unsubscribe=await e.subscribeMessage(e=>{n.ended||this.take(e)},t.job_id?{...r,job_id:t.job_id}:r),n.ended&&n.end()}catch(e){n.ended||this.fail(e)}}take(e){this.board=re(this.board,e),e.type===`snapshot`?this.tries=0:e.type===`gone`&&(this.stop?.(),this.stop=null,this.later()),this.show()}fail(e){let t=ce(e);this.stop=null,this.board.status!==`stale`&&(this.board={...this.board,status:`error`,error:t}),ae.has(t)?this.board={...m,status:`error`,error:t}:this.later(),this.show()}later(){let e=_[Math.min(this.tries++,_.length-1)];this.retry=setTimeout(()=>{let[e,t]=[this.connection,this.want()];this.present&&e&&t&&this.subscribe(e,t)},e)}show(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.host.requestUpdate()})}end(){clearTimeout(this.retry),cancelAnimationFrame(this.frame),this.frame=0,this.stop?.(),this.stop=null,this.connection?.removeEventListener(`disconnected`,this.lose),this.connection=null,this.key=``}};function ce(e){let{code:t}=e;return typeof t==`string`?t:`unknown`}var v=class extends te{constructor(...e){super(...e),this.board=m}static{this.styles=[p,d,i`
      :host {
        display: block;
      }
      .note {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 12px;
        padding: 12px 16px;
        border-radius: var(--pm-radius-small);
        background: color-mix(in srgb, var(--pm-warn) 14%, transparent);
      }
      .note.error {
        background: color-mix(in srgb, var(--pm-bad) 12%, transparent);
        color: var(--pm-text);
      }
      .note span {
        flex: 1 1 12em;
        overflow-wrap: anywhere;
      }
      .skeleton {
        display: grid;
        gap: 12px;
      }
      .skeleton i {
        display: block;
        height: 20px;
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        animation: breathe 1.6s ease-in-out infinite alternate;
      }
      .skeleton i:first-child {
        height: 96px;
      }
      .skeleton i:last-child {
        width: 60%;
      }
      @keyframes breathe {
        to {
          opacity: 0.45;
        }
      }
    `]}render(){switch(this.board.status){case`ready`:return s;case`loading`:return t`<div class="skeleton" role="status">
          <span class="reader">${u(`state.loading`)}</span><i></i><i></i><i></i>
        </div>`;case`stale`:return t`<div class="note" role="status">
          <printmux-icon .path=${ee}></printmux-icon>
          <span>${u(`state.stale`)}</span>
        </div>`;case`error`:return this.renderError(this.board.error??`unknown`)}}renderError(e){let n=e===`unauthorized`;return t`<div class="note error" role="alert">
      <printmux-icon .path=${n?ne:f}></printmux-icon>
      <span>${le(e)}</span>
      ${n?s:t`<button
              class="button small"
              @click=${()=>this.dispatchEvent(new CustomEvent(`again`))}
            >
              ${u(`retry`)}
            </button>`}
    </div>`}};a([e({attribute:!1})],v.prototype,`board`,void 0),v=a([l(`printmux-banner`)],v);function le(e){switch(e){case`not_loaded`:return u(`state.error.not_loaded`);case`unauthorized`:return u(`state.error.unauthorized`);case`not_found`:return u(`state.error.not_found`);case`unknown_command`:return u(`state.error.not_loaded`);default:return u(`state.error.unknown`,{error:e})}}var ue=class{constructor(e,t=30){this.host=e,this.seconds=t,e.addController(this)}hostConnected(){this.timer=setInterval(()=>{document.hidden||this.host.requestUpdate()},this.seconds*1e3)}hostDisconnected(){clearInterval(this.timer)}};async function y(e,t,n,r=!0){return(await e.callService(`printmux`,t,n,void 0,!1,r)).response}async function de(e,t,n){return await y(e,`dispatch`,{job_id:t,...n})}async function fe(e,t,n){await y(e,`cancel_job`,{job_id:t,...b(n)})}async function pe(e,t,n,r=!1){await y(e,`retry`,{job_id:t,force:r,...b(n)})}async function me(e,t,n,r){await y(e,n?`hold_job`:`release_job`,{job_id:t,...b(r)})}async function he(e,t,n,r){await y(e,`confirm_print`,{job_id:t.id,target_id:n.id,outcome:r})}async function ge(e,t){await y(e,`confirm_bed_cleared`,{printers:t})}async function _e(e,t){await y(e,`delete_job`,{job_id:t},!1)}async function ve(e,t){await e.callService(`button`,`press`,{},{entity_id:t},!1)}async function ye(e,t,n){await e.callService(`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t},!1)}function be(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function b(e){return e?{target_ids:e}:{}}var x={printers:new Set,any:!1},S={copies:1,startAt:``,startWhen:``,priority:0};function C(e){return e?.fit===`does_not_fit`}function w(e){return e.online&&e.ready&&!e.bed_waits}function T(e,t){let n=new Intl.Collator(void 0,{numeric:!0}),r=e=>{let n=t[e.id],r=C(n)?2:+(n?.fit===`warns`),i=w(e)?0:e.online?1:2;return r*3+i};return[...e.values()].filter(e=>e.enabled).map(e=>({printer:e,rank:r(e)})).sort((e,t)=>e.rank-t.rank||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e.id)}function E(e,t,n,{search:r=``,all:i=!1,most:a=24}){let o=r.trim().toLocaleLowerCase();return o?e.filter(e=>{let{name:n=``,tags:r=[]}=t.get(e)??{};return[n,...r].some(e=>e.toLocaleLowerCase().includes(o))}):i?e:e.filter((e,t)=>t<a||n.printers.has(e))}function D(e,t,n){let r=e=>!C(t[e]),[i]=e;if(i&&e.length===1)return{printers:new Set(r(i)?[i]:[]),any:!1};let a=e.filter(e=>n.printers.has(e)&&r(e)),o=n.printers.size>0&&!a.length;return{printers:new Set(a),any:n.any&&!o}}function O(e,t){let n=new Set(e.printers);return n.delete(t)||n.add(t),{...e,printers:n}}function k(e,t,n){let r=e.flatMap(e=>t.get(e)??[]),i=r.filter(e=>e.included),a=e=>e.map(e=>e.id),o=i.filter(e=>!C(n[e.id])),s=[...new Set(r.flatMap(e=>e.tags))].sort(),c=[{key:`fitting`,ids:a(o)},{key:`all`,ids:a(i)},...s.map(e=>({key:`tag ${e}`,tag:e,ids:a(r.filter(t=>t.tags.includes(e)))}))];return o.length===i.length&&c.splice(1,1),r.length>1?c.filter(e=>e.ids.length):[]}function A(e,t){return e.printers.size===t.length&&t.every(t=>e.printers.has(t))}function j(e,t,n){return(e.any?[]:[...e.printers]).flatMap(e=>C(n[e])?t.get(e)??[]:[])}function M(e,t,n,r,i){let a={printers:[...e.printers],start:n};return e.any&&(a.any_printer=!0),t.copies>1&&(a.copies=t.copies),n&&t.startAt&&(a.start_at=i?t.startAt:new Date(t.startAt).toISOString()),n&&t.startWhen&&(a.start_when=t.startWhen),t.priority&&(a.priority=t.priority),r&&(a.force=!0),a}var N=class extends n{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[p,d,i`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 24px;
        border: none;
        border-radius: var(--ha-dialog-border-radius, 24px);
        background: var(--ha-dialog-surface-background, var(--pm-surface));
        color: var(--pm-text);
        box-shadow: 0 8px 32px rgba(0, 0, 0, 0.32);
      }
      dialog::backdrop {
        background: rgba(0, 0, 0, 0.4);
      }
      h2 {
        margin: 0 0 8px;
        font-size: 1.375rem;
        font-weight: 400;
        overflow-wrap: anywhere;
      }
      p {
        margin: 0 0 8px;
        line-height: 1.5;
        overflow-wrap: anywhere;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        margin-block-start: 24px;
      }
    `]}disconnectedCallback(){super.disconnectedCallback(),this.settle(!1)}firstUpdated(){this.dialog.showModal(),this.dialog.querySelector(this.question.danger?`.no`:`.yes`)?.focus()}render(){let{title:e,text:n,confirm:r,danger:i}=this.question;return t`<dialog
      role="alertdialog"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${()=>this.settle(this.answer)}
      @click=${e=>e.target===this.dialog&&this.dialog.close()}
    >
      <h2 id="title">${e}</h2>
      <div id="text">${[n].flat().map(e=>t`<p>${e}</p>`)}</div>
      <div class="buttons">
        <button class="button no" @click=${()=>this.dialog.close()}>
          ${u(`cancel`)}
        </button>
        <button
          class="button yes ${i?`danger`:`primary`}"
          @click=${()=>this.agree()}
        >
          ${r}
        </button>
      </div>
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};a([e({attribute:!1})],N.prototype,`question`,void 0),a([r(`dialog`)],N.prototype,`dialog`,void 0),N=a([l(`printmux-confirmation`)],N);async function xe(e,t){let n=Se(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function Se(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}function P(e){try{return JSON.parse(localStorage.getItem(e)??`null`)}catch{return null}}function F(e,t){try{localStorage.setItem(e,JSON.stringify(t))}catch{}}var I=e=>`printmux-choice-${e.user?.id??``}`;function Ce(e){let t=P(I(e));if(!t||!Array.isArray(t.printers))return x;let n=t.printers.filter(e=>typeof e==`string`);return{printers:new Set(n),any:t.any===!0}}function we(e,t){F(I(e),{printers:[...t.printers],any:t.any})}var Te={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function Ee(e){if(e.number_format!==`system`)return Te[e.number_format]??[e.language]}var L=new Map;function R(e,t,n){let r=`${e.number_format} ${e.language} ${JSON.stringify(n)}`,i=L.get(r);if(!i){let t=e.number_format===`none`?{useGrouping:!1}:{},a=e.number_format===`none`?[`en-US`]:Ee(e);i=new Intl.NumberFormat(a,{...n,...t}),L.set(r,i)}return i.format(t)}function De(e,t,n=0){return R(e,t,{maximumFractionDigits:n})}function z(e,t){return R(e,t<1?Math.floor(t*100)/100:1,{style:`percent`,maximumFractionDigits:0})}var B=[[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3],[`byte`,1]];function Oe(e,t){let[n,r]=B.find(([,e])=>t>=e)??B[3],i=t/r;return V(e,i,n,+(i<10&&r>1))}function ke(e,t){return t<1e3?V(e,t,`gram`,+(t<10)):V(e,t/1e3,`kilogram`,2)}function Ae(e,t){return V(e,t/1e3,`meter`,+(t<1e4))}function je(e,t){return V(e,t,`celsius`,0)}function V(e,t,n,r=0){return R(e,t,{style:`unit`,unit:n,unitDisplay:`short`,maximumFractionDigits:r})}function H(e,t){if(Math.round(t)<60)return U(e,Math.max(0,Math.round(t)),`second`);let n=Math.round(t/60),[r,i]=[Math.floor(n/1440),Math.floor(n/60)%24];if(r)return W([U(e,r,`day`),i&&U(e,i,`hour`)]);let a=n%60;return W([i&&U(e,i,`hour`),(a||!i)&&U(e,a,`minute`)])}function U(e,t,n){return R(e,t,{style:`unit`,unit:n,unitDisplay:`short`})}function W(e){return e.filter(Boolean).join(` `)}var Me=[[`day`,86400],[`hour`,3600],[`minute`,60]];function Ne(e,t,n=Date.now()){let r=(Date.parse(t)-n)/1e3,i=Me.find(([,e])=>Math.abs(r)>=e);if(!i)return u(`ago.now`);let[a,o]=i;return new Intl.RelativeTimeFormat(e.locale.language,{numeric:`auto`,style:`short`}).format(Math.trunc(r/o),a)}function G(e){let{time_format:t,time_zone:n}=e.locale,r=n===`server`?{timeZone:e.config.time_zone}:{};return t===`12`||t===`24`?{...r,hourCycle:t===`12`?`h12`:`h23`}:r}function K(e){return e.locale.time_format===`system`?void 0:e.locale.language}var q=new Map;function J(e,t){let n=`${e} ${JSON.stringify(t)}`,r=q.get(n);return r||(r=new Intl.DateTimeFormat(e,t),q.set(n,r)),r}function Y(e,t,n=Date.now()){let r=G(e),i=J(`en-CA`,r.timeZone?{timeZone:r.timeZone}:{}),a=new Date(t),o=i.format(a)===i.format(n);return J(K(e),{...r,hour:`numeric`,minute:`2-digit`,...o?{}:{weekday:`short`,day:`numeric`,month:`short`}}).format(a)}function X(e,t,n){let r=new Date(t),{timeZone:i}=G(e);return r.getTime()>=n?Y(e,t):new Intl.DateTimeFormat(K(e),{...i?{timeZone:i}:{},day:`numeric`,month:`short`}).format(r)}function Pe(e,t){return J(K(e),{...G(e),year:`numeric`,month:`long`,day:`numeric`,hour:`numeric`,minute:`2-digit`}).format(new Date(t))}function Fe(e,t=Date.now()){let[n=0,r=0,i=0]=new Intl.DateTimeFormat(`en`,{...G(e),hourCycle:`h23`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(t).filter(({type:e})=>e!==`literal`).map(({value:e})=>Number(e));return t-(((n*60+r)*60+i)*1e3+t%1e3)}var Ie={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function Z(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function Le(e,t){let n=[u(`printer.${t.state}`)];return Z(t)&&(n.push(z(e.locale,t.progress??0)),t.remaining_s!==null&&n.push(u(`printer.left`,{time:H(e.locale,t.remaining_s)}))),n.join(` · `)}function Re(e){return e.online?e.bed_waits?u(`will_wait.bed`):[`printing`,`paused`,`starting`].includes(e.state)?u(`will_wait.busy`):e.ready?null:u(`will_wait.printer`):u(`will_wait.offline`)}function ze(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}var Be=96;function Q(e,t){let n=Math.ceil(t*(globalThis.devicePixelRatio||1));return`${e}${e.includes(`?`)?`&`:`?`}width=${n}`}var $=class extends n{constructor(...e){super(...e),this.size=48,this.broken=``}static{this.styles=[p,i`
      :host {
        display: inline-grid;
        flex: none;
        place-items: center;
        overflow: hidden;
        width: var(--pm-thumb-size);
        height: var(--pm-thumb-size);
        border-radius: var(--pm-radius-small);
        background: var(--pm-raised);
        color: var(--pm-dim);
      }
      img {
        width: 100%;
        height: 100%;
        object-fit: contain;
      }
    `]}willUpdate(){this.style.setProperty(`--pm-thumb-size`,`${this.size}px`),this.style.setProperty(`--pm-icon-size`,`${Math.round(this.size*.5)}px`)}render(){let{name:e=``,thumbnail:n=null}=this.job??{};return!n||n===this.broken?t`<printmux-icon .path=${c}></printmux-icon>`:t`<img
      src=${Q(n,this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size>=Be?u(`thumb.alt`,{name:e}):``}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${()=>this.broken=n}
    />`}};a([e({attribute:!1})],$.prototype,`job`,void 0),a([e({type:Number})],$.prototype,`size`,void 0),a([o()],$.prototype,`broken`,void 0),$=a([l(`printmux-thumb`)],$);export{M as A,de as B,we as C,D,S as E,O as F,ye as G,be as H,fe as I,m as J,ue as K,ge as L,k as M,j as N,A as O,E as P,he as R,F as S,x as T,ve as U,me as V,pe as W,z as _,Le as a,P as b,X as c,Fe as d,Oe as f,De as g,V as h,ze as i,T as j,C as k,Pe as l,Ae as m,Ie as n,Re as o,H as p,se as q,Z as r,Ne as s,Q as t,Y as u,je as v,xe as w,Ce as x,ke as y,_e as z};