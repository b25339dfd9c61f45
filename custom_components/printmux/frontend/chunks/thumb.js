import{c as e,d as t,l as n,o as r,p as i,r as a,s as o,u as s}from"./lit.js";import{B as c,C as ee,_t as te,b as ne,dt as l,ft as u,r as d,ut as f,vt as p}from"./mdi.js";var m={status:`loading`,error:null,can:{dispatch:!1,manage:!1},hub:null,jobs:new Map,printers:new Map};function re(e,t){switch(t.type){case`snapshot`:return ie(t);case`delta`:return h(e,t);case`gone`:return e.status===`ready`?{...e,status:`stale`}:e}}function ie(e){return{status:`ready`,error:null,can:e.can,hub:e.hub,jobs:new Map(Object.entries(e.jobs??{})),printers:new Map(Object.entries(e.printers??{}))}}function h(e,{changed:t,removed:n}){let r=new g(e.jobs),i=new g(e.printers),a=e.hub;for(let[e,n]of Object.entries(t))e===`hub`?a={...a,...n}:r.has(e)||n.kind===`job`?r.merge(e,n):i.merge(e,n);for(let e of n)r.delete(e),i.delete(e);return{...e,hub:a,jobs:r.records,printers:i.records}}var g=class{constructor(e){this.copy=null,this.records=e}has(e){return this.records.has(e)}merge(e,t){this.edit().set(e,{...this.records.get(e),...t})}delete(e){this.records.has(e)&&this.edit().delete(e)}edit(){return this.records=this.copy??=new Map(this.records)}},_=[500,1e3,2e3,5e3,1e4],ae=new Set([`unauthorized`,`not_found`]),oe=class{constructor(){this.ended=!1,this.unsubscribe=null}end(){this.ended=!0,this.unsubscribe?.().catch(()=>void 0),this.unsubscribe=null}},se=class{constructor(e,t,n){this.board=m,this.connection=null,this.key=``,this.stop=null,this.tries=0,this.frame=0,this.present=!1,this.following=!1,this.lose=()=>{clearTimeout(this.retry),this.stop?.(),this.stop=null,this.board.status===`ready`&&(this.board={...this.board,status:`stale`},this.show())},this.recover=()=>this.again(),this.host=e,this.hass=t,this.want=n,e.addController(this)}hostConnected(){this.present=!0,this.follow()}hostDisconnected(){this.present=!1,this.end()}hostUpdate(){this.follow()}again(){this.tries=0,this.resume()}follow(){let e=this.hass()?.connection??null,t=this.want(),n=t?`${t.view} ${t.job_id??``}`:``,r=e===this.connection&&n===this.key;!this.present||r&&this.following||(this.end(),r||(this.board=m),this.connection=e,this.key=n,this.following=!0,e?.addEventListener(`disconnected`,this.lose),e?.addEventListener(`ready`,this.recover),this.resume())}resume(){clearTimeout(this.retry),this.stop?.(),this.stop=null;let[e,t]=[this.connection,this.want()];e&&t&&this.subscribe(e,t)}async subscribe(e,t){let n=new oe;this.stop=()=>n.end();try{let r={type:`printmux/subscribe`,view:t.view};n.unsubscribe=await e.subscribeMessage(e=>{n.ended||this.take(e)},t.job_id?{...r,job_id:t.job_id}:r,{resubscribe:!1}),n.ended&&n.end()}catch(e){n.ended||this.fail(e)}}take(e){this.board=re(this.board,e),e.type===`snapshot`?this.tries=0:e.type===`gone`&&(this.stop?.(),this.stop=null,this.later()),this.show()}fail(e){let t=ce(e);this.stop=null,this.board.status!==`stale`&&(this.board={...this.board,status:`error`,error:t}),ae.has(t)?this.board={...m,status:`error`,error:t}:this.later(),this.show()}later(){let e=_[Math.min(this.tries++,_.length-1)];this.retry=setTimeout(()=>this.resume(),e)}show(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.host.requestUpdate()})}end(){clearTimeout(this.retry),cancelAnimationFrame(this.frame),this.frame=0,this.stop?.(),this.stop=null,this.following=!1,this.connection?.removeEventListener(`disconnected`,this.lose),this.connection?.removeEventListener(`ready`,this.recover)}};function ce(e){let{code:t}=e;return typeof t==`string`?t:`unknown`}var v=class extends te{constructor(...e){super(...e),this.board=m}static{this.styles=[l,f,i`
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
          <printmux-icon .path=${ne}></printmux-icon>
          <span>${u(`state.stale`)}</span>
        </div>`;case`error`:return this.renderError(this.board.error??`unknown`)}}renderError(e){let n=e===`unauthorized`;return t`<div class="note error" role="alert">
      <printmux-icon .path=${n?c:d}></printmux-icon>
      <span>${le(e)}</span>
      ${n?s:t`<button
              class="button small"
              @click=${()=>this.dispatchEvent(new CustomEvent(`again`))}
            >
              ${u(`retry`)}
            </button>`}
    </div>`}};a([e({attribute:!1})],v.prototype,`board`,void 0),v=a([p(`printmux-banner`)],v);function le(e){switch(e){case`not_loaded`:return u(`state.error.not_loaded`);case`unauthorized`:return u(`state.error.unauthorized`);case`not_found`:return u(`state.error.not_found`);case`unknown_command`:return u(`state.error.not_loaded`);default:return u(`state.error.unknown`,{error:e})}}var ue=class{constructor(e,t=30){this.host=e,this.seconds=t,e.addController(this)}hostConnected(){this.timer=setInterval(()=>{document.hidden||this.host.requestUpdate()},this.seconds*1e3)}hostDisconnected(){clearInterval(this.timer)}};async function y(e,t,n,r=!0){return(await e.callService(`printmux`,t,n,void 0,!1,r)).response}async function de(e,t,n){return await y(e,`dispatch`,{job_id:t,...n})}async function fe(e,t,n){await y(e,`cancel_job`,{job_id:t,...b(n)})}async function pe(e,t,n,r=!1){await y(e,`retry`,{job_id:t,force:r,...b(n)})}async function me(e,t,n,r){await y(e,n?`hold_job`:`release_job`,{job_id:t,...b(r)})}async function he(e,t,n,r){await y(e,`confirm_print`,{job_id:t.id,target_id:n.id,outcome:r})}async function ge(e,t){await y(e,`confirm_bed_cleared`,{printers:t})}async function _e(e,t){await y(e,`delete_job`,{job_id:t},!1)}async function ve(e,t){await e.callService(`button`,`press`,{},{entity_id:t},!1)}async function ye(e,t,n){await e.callService(`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t},!1)}function be(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function b(e){return e?{target_ids:e}:{}}var x={printers:new Set,any:!1},xe={copies:1,startAt:``,startWhen:``,priority:0};function S(e){return e?.fit===`does_not_fit`}function C(e){return e.online&&e.ready&&!e.bed_waits}function w(e,t){let n=new Intl.Collator(void 0,{numeric:!0}),r=e=>{let n=t[e.id],r=S(n)?2:+(n?.fit===`warns`),i=C(e)?0:e.online?1:2;return r*3+i};return[...e.values()].filter(e=>e.enabled).map(e=>({printer:e,rank:r(e)})).sort((e,t)=>e.rank-t.rank||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e.id)}function T(e,t,n,{search:r=``,all:i=!1,most:a=24}){let o=r.trim().toLocaleLowerCase();return o?e.filter(e=>{let{name:n=``,tags:r=[]}=t.get(e)??{};return[n,...r].some(e=>e.toLocaleLowerCase().includes(o))}):i?e:e.filter((e,t)=>t<a||n.printers.has(e))}function E(e,t,n){let r=e=>!S(t[e]),[i]=e;if(i&&e.length===1)return{printers:new Set(r(i)?[i]:[]),any:!1};let a=e.filter(e=>n.printers.has(e)&&r(e)),o=n.printers.size>0&&!a.length;return{printers:new Set(a),any:n.any&&!o}}function D(e,t){let n=new Set(e.printers);return n.delete(t)||n.add(t),{...e,printers:n}}function O(e,t,n){let r=e.flatMap(e=>t.get(e)??[]),i=r.filter(e=>e.included),a=e=>e.map(e=>e.id),o=i.filter(e=>!S(n[e.id])),s=[...new Set(r.flatMap(e=>e.tags))].sort(),c=[{key:`fitting`,ids:a(o)},{key:`all`,ids:a(i)},...s.map(e=>({key:`tag ${e}`,tag:e,ids:a(r.filter(t=>t.tags.includes(e)))}))];return o.length===i.length&&c.splice(1,1),r.length>1?c.filter(e=>e.ids.length):[]}function k(e,t){return e.printers.size===t.length&&t.every(t=>e.printers.has(t))}function A(e,t,n){return(e.any?[]:[...e.printers]).flatMap(e=>S(n[e])?t.get(e)??[]:[])}function j(e,t,n,r,i){let a={printers:[...e.printers],start:n};return e.any&&(a.any_printer=!0),t.copies>1&&(a.copies=t.copies),n&&t.startAt&&(a.start_at=i?t.startAt:new Date(t.startAt).toISOString()),n&&t.startWhen&&(a.start_when=t.startWhen),t.priority&&(a.priority=t.priority),r&&(a.force=!0),a}var M=class extends n{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[l,f,i`
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
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};a([e({attribute:!1})],M.prototype,`question`,void 0),a([r(`dialog`)],M.prototype,`dialog`,void 0),M=a([p(`printmux-confirmation`)],M);async function Se(e,t){let n=Ce(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function Ce(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}function N(e){try{return JSON.parse(localStorage.getItem(e)??`null`)}catch{return null}}function P(e,t){try{localStorage.setItem(e,JSON.stringify(t))}catch{}}var F=e=>`printmux-choice-${e.user?.id??``}`;function we(e){let t=N(F(e));if(!t||!Array.isArray(t.printers))return x;let n=t.printers.filter(e=>typeof e==`string`);return{printers:new Set(n),any:t.any===!0}}function Te(e,t){P(F(e),{printers:[...t.printers],any:t.any})}var Ee={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function De(e){if(e.number_format!==`system`)return Ee[e.number_format]??[e.language]}var I=new Map;function L(e,t,n){let r=`${e.number_format} ${e.language} ${JSON.stringify(n)}`,i=I.get(r);if(!i){let t=e.number_format===`none`?{useGrouping:!1}:{},a=e.number_format===`none`?[`en-US`]:De(e);i=new Intl.NumberFormat(a,{...n,...t}),I.set(r,i)}return i.format(t)}function Oe(e,t,n=0){return L(e,t,{maximumFractionDigits:n})}function R(e,t){return L(e,t<1?Math.floor(t*100)/100:1,{style:`percent`,maximumFractionDigits:0})}var z=[[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3],[`byte`,1]];function ke(e,t){let[n,r]=z.find(([,e])=>t>=e)??z[3],i=t/r;return B(e,i,n,+(i<10&&r>1))}function Ae(e,t){return t<1e3?B(e,t,`gram`,+(t<10)):B(e,t/1e3,`kilogram`,2)}function je(e,t){return B(e,t/1e3,`meter`,+(t<1e4))}function Me(e,t){return B(e,t,`celsius`,0)}function B(e,t,n,r=0){return L(e,t,{style:`unit`,unit:n,unitDisplay:`short`,maximumFractionDigits:r})}function V(e,t){if(Math.round(t)<60)return H(e,Math.max(0,Math.round(t)),`second`);let n=Math.round(t/60),[r,i]=[Math.floor(n/1440),Math.floor(n/60)%24];if(r)return U([H(e,r,`day`),i&&H(e,i,`hour`)]);let a=n%60;return U([i&&H(e,i,`hour`),(a||!i)&&H(e,a,`minute`)])}function H(e,t,n){return L(e,t,{style:`unit`,unit:n,unitDisplay:`short`})}function U(e){return e.filter(Boolean).join(` `)}var Ne=[[`day`,86400],[`hour`,3600],[`minute`,60]];function Pe(e,t,n=Date.now()){let r=(Date.parse(t)-n)/1e3,i=Ne.find(([,e])=>Math.abs(r)>=e);if(!i)return u(`ago.now`);let[a,o]=i;return new Intl.RelativeTimeFormat(e.locale.language,{numeric:`auto`,style:`short`}).format(Math.trunc(r/o),a)}function W(e){let{time_format:t,time_zone:n}=e.locale,r=n===`server`?{timeZone:e.config.time_zone}:{};return t===`12`||t===`24`?{...r,hourCycle:t===`12`?`h12`:`h23`}:r}function G(e){return e.locale.time_format===`system`?void 0:e.locale.language}var K=new Map;function q(e,t){let n=`${e} ${JSON.stringify(t)}`,r=K.get(n);return r||(r=new Intl.DateTimeFormat(e,t),K.set(n,r)),r}function J(e,t,n=Date.now()){let r=W(e),i=q(`en-CA`,r.timeZone?{timeZone:r.timeZone}:{}),a=new Date(t),o=i.format(a)===i.format(n);return q(G(e),{...r,hour:`numeric`,minute:`2-digit`,...o?{}:{weekday:`short`,day:`numeric`,month:`short`}}).format(a)}function Fe(e,t,n){let r=new Date(t),{timeZone:i}=W(e);return r.getTime()>=n?J(e,t):new Intl.DateTimeFormat(G(e),{...i?{timeZone:i}:{},day:`numeric`,month:`short`}).format(r)}function Ie(e,t){return q(G(e),{...W(e),year:`numeric`,month:`long`,day:`numeric`,hour:`numeric`,minute:`2-digit`}).format(new Date(t))}function Le(e,t=Date.now()){let[n=0,r=0,i=0]=new Intl.DateTimeFormat(`en`,{...W(e),hourCycle:`h23`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(t).filter(({type:e})=>e!==`literal`).map(({value:e})=>Number(e));return t-(((n*60+r)*60+i)*1e3+t%1e3)}var Re={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function Y(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function ze(e,t){let n=u(`printer.${t.state}`),r=[];return Y(t)&&(r.push(R(e.locale,t.progress??0)),t.remaining_s!==null&&r.push(u(`printer.left`,{time:V(e.locale,t.remaining_s)}))),t.state===`error`&&t.message&&r.push(t.message),(t.state===`printing`&&r.length?r:[n,...r]).join(` · `)}function Be(e){return e.online?e.bed_waits?`bed`:[`printing`,`paused`,`starting`].includes(e.state)?`busy`:e.ready?null:`printer`:`offline`}function X(e,t){let n=new Map;for(let e of t){let t=Be(e);t&&n.set(t,[...n.get(t)??[],e.name])}return[...n].map(([t,n])=>u(`will_wait.${t}`,{printers:Z(e,n),count:n.length}))}function Z(e,t){return t.length>3?u(`printers.number`,{count:t.length}):new Intl.ListFormat(e.locale.language).format(t)}function Ve(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}var He=96;function Q(e,t){let n=Math.ceil(t*(globalThis.devicePixelRatio||1));return`${e}${e.includes(`?`)?`&`:`?`}width=${n}`}var $=class extends n{constructor(...e){super(...e),this.size=48,this.broken=``}static{this.styles=[l,i`
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
      src=${Q(n,this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size>=He?u(`thumb.alt`,{name:e}):``}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${()=>this.broken=n}
    />`}};a([e({attribute:!1})],$.prototype,`job`,void 0),a([e({type:Number})],$.prototype,`size`,void 0),a([o()],$.prototype,`broken`,void 0),$=a([p(`printmux-thumb`)],$);export{S as A,_e as B,P as C,xe as D,x as E,T as F,pe as G,me as H,D as I,se as J,ye as K,fe as L,w as M,O as N,E as O,A as P,ge as R,we as S,Se as T,be as U,de as V,ve as W,m as Y,Oe as _,Ve as a,Ae as b,Pe as c,J as d,Le as f,B as g,je as h,Z as i,j,k,Fe as l,V as m,Re as n,X as o,ke as p,ue as q,Y as r,ze as s,Q as t,Ie as u,R as v,Te as w,N as x,Me as y,he as z};