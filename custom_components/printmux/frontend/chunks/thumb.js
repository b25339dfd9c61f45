import{c as e,d as t,l as n,o as r,p as i,r as a,s as o,u as s}from"./lit.js";import{N as c,b as ee,ct as l,et as u,nt as d,r as te,st as f,tt as p,y as ne}from"./mdi.js";var m={status:`loading`,error:null,can:{dispatch:!1,manage:!1},hub:null,jobs:new Map,printers:new Map};function h(e,t){switch(t.type){case`snapshot`:return g(t);case`delta`:return _(e,t);case`gone`:return e.status===`ready`?{...e,status:`stale`}:e}}function g(e){return{status:`ready`,error:null,can:e.can,hub:e.hub,jobs:new Map(Object.entries(e.jobs??{})),printers:new Map(Object.entries(e.printers??{}))}}function _(e,{changed:t,removed:n}){let r=new v(e.jobs),i=new v(e.printers),a=e.hub;for(let[e,n]of Object.entries(t))e===`hub`?a={...a,...n}:r.has(e)||n.kind===`job`?r.merge(e,n):i.merge(e,n);for(let e of n)r.delete(e),i.delete(e);return{...e,hub:a,jobs:r.records,printers:i.records}}var v=class{constructor(e){this.copy=null,this.records=e}has(e){return this.records.has(e)}merge(e,t){this.edit().set(e,{...this.records.get(e),...t})}delete(e){this.records.has(e)&&this.edit().delete(e)}edit(){return this.records=this.copy??=new Map(this.records)}},y=[500,1e3,2e3,5e3,1e4],re=new Set([`unauthorized`,`not_found`]),ie=class{constructor(){this.ended=!1,this.unsubscribe=null}end(){this.ended=!0,this.unsubscribe?.().catch(()=>void 0),this.unsubscribe=null}},ae=class{constructor(e,t,n){this.board=m,this.connection=null,this.key=``,this.stop=null,this.tries=0,this.frame=0,this.present=!1,this.lose=()=>{this.board.status===`ready`&&(this.board={...this.board,status:`stale`},this.show())},this.host=e,this.hass=t,this.want=n,e.addController(this)}hostConnected(){this.present=!0,this.follow()}hostDisconnected(){this.present=!1,this.end()}hostUpdate(){this.follow()}again(){this.end(),this.tries=0,this.follow()}follow(){let e=this.hass()?.connection??null,t=this.want(),n=t?`${t.view} ${t.job_id??``}`:``;!this.present||e===this.connection&&n===this.key||(this.end(),this.board=m,this.connection=e,this.key=n,e&&t&&(e.addEventListener(`disconnected`,this.lose),this.subscribe(e,t)))}async subscribe(e,t){let n=new ie;this.stop=()=>n.end();try{let r={type:`printmux/subscribe`,view:t.view};n.unsubscribe=await e.subscribeMessage(e=>{n.ended||this.take(e)},t.job_id?{...r,job_id:t.job_id}:r),n.ended&&n.end()}catch(e){n.ended||this.fail(e)}}take(e){this.board=h(this.board,e),e.type===`snapshot`?this.tries=0:e.type===`gone`&&(this.stop?.(),this.stop=null,this.later()),this.show()}fail(e){let t=oe(e);this.stop=null,this.board.status!==`stale`&&(this.board={...this.board,status:`error`,error:t}),re.has(t)?this.board={...m,status:`error`,error:t}:this.later(),this.show()}later(){let e=y[Math.min(this.tries++,y.length-1)];this.retry=setTimeout(()=>{let[e,t]=[this.connection,this.want()];this.present&&e&&t&&this.subscribe(e,t)},e)}show(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.host.requestUpdate()})}end(){clearTimeout(this.retry),cancelAnimationFrame(this.frame),this.frame=0,this.stop?.(),this.stop=null,this.connection?.removeEventListener(`disconnected`,this.lose),this.connection=null,this.key=``}};function oe(e){let{code:t}=e;return typeof t==`string`?t:`unknown`}var b=class extends f{constructor(...e){super(...e),this.board=m}static{this.styles=[p,u,i`
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
          <span class="reader">${d(`state.loading`)}</span><i></i><i></i><i></i>
        </div>`;case`stale`:return t`<div class="note" role="status">
          <printmux-icon .path=${ne}></printmux-icon>
          <span>${d(`state.stale`)}</span>
        </div>`;case`error`:return this.renderError(this.board.error??`unknown`)}}renderError(e){let n=e===`unauthorized`;return t`<div class="note error" role="alert">
      <printmux-icon .path=${n?c:te}></printmux-icon>
      <span>${se(e)}</span>
      ${n?s:t`<button
              class="button small"
              @click=${()=>this.dispatchEvent(new CustomEvent(`again`))}
            >
              ${d(`retry`)}
            </button>`}
    </div>`}};a([e({attribute:!1})],b.prototype,`board`,void 0),b=a([l(`printmux-banner`)],b);function se(e){switch(e){case`not_loaded`:return d(`state.error.not_loaded`);case`unauthorized`:return d(`state.error.unauthorized`);case`not_found`:return d(`state.error.not_found`);case`unknown_command`:return d(`state.error.not_loaded`);default:return d(`state.error.unknown`,{error:e})}}var ce=class{constructor(e,t=30){this.host=e,this.seconds=t,e.addController(this)}hostConnected(){this.timer=setInterval(()=>{document.hidden||this.host.requestUpdate()},this.seconds*1e3)}hostDisconnected(){clearInterval(this.timer)}};async function x(e,t,n,r=!0){return(await e.callService(`printmux`,t,n,void 0,!1,r)).response}async function le(e,t,n){return await x(e,`dispatch`,{job_id:t,...n})}async function ue(e,t,n){await x(e,`cancel_job`,{job_id:t,...S(n)})}async function de(e,t,n,r=!1){await x(e,`retry`,{job_id:t,force:r,...S(n)})}async function fe(e,t,n,r){await x(e,n?`hold_job`:`release_job`,{job_id:t,...S(r)})}async function pe(e,t,n,r){await x(e,`confirm_print`,{job_id:t.id,target_id:n.id,outcome:r})}async function me(e,t){await x(e,`confirm_bed_cleared`,{printers:t})}async function he(e,t){await x(e,`delete_job`,{job_id:t},!1)}async function ge(e,t){await e.callService(`button`,`press`,{},{entity_id:t},!1)}async function _e(e,t,n){await e.callService(`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t},!1)}function ve(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function S(e){return e?{target_ids:e}:{}}var C={printers:new Set,any:!1},w={copies:1,startAt:``,startWhen:``,priority:0};function T(e){return e?.fit===`does_not_fit`}function E(e){return e.online&&e.ready&&!e.bed_waits}function D(e,t){let n=new Intl.Collator(void 0,{numeric:!0}),r=e=>{let n=t[e.id],r=T(n)?2:+(n?.fit===`warns`),i=E(e)?0:e.online?1:2;return r*3+i};return[...e.values()].filter(e=>e.enabled).map(e=>({printer:e,rank:r(e)})).sort((e,t)=>e.rank-t.rank||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e.id)}function O(e,t,n,{search:r=``,all:i=!1,most:a=24}){let o=r.trim().toLocaleLowerCase();return o?e.filter(e=>{let{name:n=``,tags:r=[]}=t.get(e)??{};return[n,...r].some(e=>e.toLocaleLowerCase().includes(o))}):i?e:e.filter((e,t)=>t<a||n.printers.has(e))}function k(e,t,n){let r=e=>!T(t[e]),[i]=e;if(i&&e.length===1)return{printers:new Set(r(i)?[i]:[]),any:!1};let a=e.filter(e=>n.printers.has(e)&&r(e)),o=n.printers.size>0&&!a.length;return{printers:new Set(a),any:n.any&&!o}}function A(e,t){let n=new Set(e.printers);return n.delete(t)||n.add(t),{...e,printers:n}}function j(e,t,n){let r=e.flatMap(e=>t.get(e)??[]),i=r.filter(e=>e.included),a=e=>e.map(e=>e.id),o=i.filter(e=>!T(n[e.id])),s=[...new Set(r.flatMap(e=>e.tags))].sort(),c=[{key:`fitting`,ids:a(o)},{key:`all`,ids:a(i)},...s.map(e=>({key:`tag ${e}`,tag:e,ids:a(r.filter(t=>t.tags.includes(e)))}))];return o.length===i.length&&c.splice(1,1),r.length>1?c.filter(e=>e.ids.length):[]}function M(e,t){return e.printers.size===t.length&&t.every(t=>e.printers.has(t))}function N(e,t,n){return(e.any?[]:[...e.printers]).flatMap(e=>T(n[e])?t.get(e)??[]:[])}function P(e,t,n,r,i){let a={printers:[...e.printers],start:n};return e.any&&(a.any_printer=!0),t.copies>1&&(a.copies=t.copies),n&&t.startAt&&(a.start_at=i?t.startAt:new Date(t.startAt).toISOString()),n&&t.startWhen&&(a.start_when=t.startWhen),t.priority&&(a.priority=t.priority),r&&(a.force=!0),a}var F=class extends n{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[p,u,i`
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
          ${d(`cancel`)}
        </button>
        <button
          class="button yes ${i?`danger`:`primary`}"
          @click=${()=>this.agree()}
        >
          ${r}
        </button>
      </div>
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};a([e({attribute:!1})],F.prototype,`question`,void 0),a([r(`dialog`)],F.prototype,`dialog`,void 0),F=a([l(`printmux-confirmation`)],F);async function ye(e,t){let n=be(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function be(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}function I(e){try{return JSON.parse(localStorage.getItem(e)??`null`)}catch{return null}}function L(e,t){try{localStorage.setItem(e,JSON.stringify(t))}catch{}}var R=e=>`printmux-choice-${e.user?.id??``}`;function xe(e){let t=I(R(e));if(!t||!Array.isArray(t.printers))return C;let n=t.printers.filter(e=>typeof e==`string`);return{printers:new Set(n),any:t.any===!0}}function Se(e,t){L(R(e),{printers:[...t.printers],any:t.any})}var Ce={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function we(e){if(e.number_format!==`system`)return Ce[e.number_format]??[e.language]}var z=new Map;function B(e,t,n){let r=`${e.number_format} ${e.language} ${JSON.stringify(n)}`,i=z.get(r);if(!i){let t=e.number_format===`none`?{useGrouping:!1}:{},a=e.number_format===`none`?[`en-US`]:we(e);i=new Intl.NumberFormat(a,{...n,...t}),z.set(r,i)}return i.format(t)}function Te(e,t,n=0){return B(e,t,{maximumFractionDigits:n})}function V(e,t){return B(e,t<1?Math.floor(t*100)/100:1,{style:`percent`,maximumFractionDigits:0})}var H=[[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3],[`byte`,1]];function Ee(e,t){let[n,r]=H.find(([,e])=>t>=e)??H[3],i=t/r;return U(e,i,n,+(i<10&&r>1))}function De(e,t){return t<1e3?U(e,t,`gram`,+(t<10)):U(e,t/1e3,`kilogram`,2)}function Oe(e,t){return U(e,t/1e3,`meter`,+(t<1e4))}function ke(e,t){return U(e,t,`celsius`,0)}function U(e,t,n,r=0){return B(e,t,{style:`unit`,unit:n,unitDisplay:`short`,maximumFractionDigits:r})}function W(e,t){if(Math.round(t)<60)return G(e,Math.max(0,Math.round(t)),`second`);let n=Math.round(t/60),[r,i]=[Math.floor(n/1440),Math.floor(n/60)%24];if(r)return K([G(e,r,`day`),i&&G(e,i,`hour`)]);let a=n%60;return K([i&&G(e,i,`hour`),(a||!i)&&G(e,a,`minute`)])}function G(e,t,n){return B(e,t,{style:`unit`,unit:n,unitDisplay:`short`})}function K(e){return e.filter(Boolean).join(` `)}var Ae=[[`day`,86400],[`hour`,3600],[`minute`,60]];function je(e,t,n=Date.now()){let r=(Date.parse(t)-n)/1e3,i=Ae.find(([,e])=>Math.abs(r)>=e);if(!i)return d(`ago.now`);let[a,o]=i;return new Intl.RelativeTimeFormat(e.locale.language,{numeric:`auto`,style:`short`}).format(Math.trunc(r/o),a)}function q(e){let{time_format:t,time_zone:n}=e.locale,r=n===`server`?{timeZone:e.config.time_zone}:{};return t===`12`||t===`24`?{...r,hourCycle:t===`12`?`h12`:`h23`}:r}function J(e){return e.locale.time_format===`system`?void 0:e.locale.language}var Y=new Map;function X(e,t){let n=`${e} ${JSON.stringify(t)}`,r=Y.get(n);return r||(r=new Intl.DateTimeFormat(e,t),Y.set(n,r)),r}function Me(e,t,n=Date.now()){let r=q(e),i=X(`en-CA`,r.timeZone?{timeZone:r.timeZone}:{}),a=new Date(t),o=i.format(a)===i.format(n);return X(J(e),{...r,hour:`numeric`,minute:`2-digit`,...o?{}:{weekday:`short`,day:`numeric`,month:`short`}}).format(a)}function Z(e,t){return X(J(e),{...q(e),year:`numeric`,month:`long`,day:`numeric`,hour:`numeric`,minute:`2-digit`}).format(new Date(t))}var Ne={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function Q(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function Pe(e,t){let n=[d(`printer.${t.state}`)];return Q(t)&&(n.push(V(e.locale,t.progress??0)),t.remaining_s!==null&&n.push(d(`printer.left`,{time:W(e.locale,t.remaining_s)}))),n.join(` · `)}function Fe(e){return e.online?e.bed_waits?d(`will_wait.bed`):[`printing`,`paused`,`starting`].includes(e.state)?d(`will_wait.busy`):e.ready?null:d(`will_wait.printer`):d(`will_wait.offline`)}function Ie(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}var Le=96;function Re(e,t){let n=Math.ceil(t*(globalThis.devicePixelRatio||1));return`${e}${e.includes(`?`)?`&`:`?`}width=${n}`}var $=class extends n{constructor(...e){super(...e),this.size=48,this.broken=``}static{this.styles=[p,i`
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
    `]}willUpdate(){this.style.setProperty(`--pm-thumb-size`,`${this.size}px`),this.style.setProperty(`--pm-icon-size`,`${Math.round(this.size*.5)}px`)}render(){let{name:e=``,thumbnail:n=null}=this.job??{};return!n||n===this.broken?t`<printmux-icon .path=${ee}></printmux-icon>`:t`<img
      src=${Re(n,this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size>=Le?d(`thumb.alt`,{name:e}):``}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${()=>this.broken=n}
    />`}};a([e({attribute:!1})],$.prototype,`job`,void 0),a([e({type:Number})],$.prototype,`size`,void 0),a([o()],$.prototype,`broken`,void 0),$=a([l(`printmux-thumb`)],$);export{N as A,ge as B,w as C,P as D,T as E,pe as F,_e as H,he as I,le as L,A as M,ue as N,D as O,me as P,fe as R,C as S,M as T,ce as U,de as V,ae as W,I as _,Fe as a,Se as b,Me as c,Oe as d,U as f,De as g,ke as h,Pe as i,O as j,j as k,Ee as l,V as m,Q as n,je as o,Te as p,Ie as r,Z as s,Ne as t,W as u,xe as v,k as w,ye as x,L as y,ve as z};