import{c as e,d as t,f as n,i as r,l as i,m as a,u as o}from"./lit.js";import{H as s,bt as c,ht as l,mt as u,pt as ee,r as d,w as f,wt as te,x as ne,xt as p}from"./mdi.js";var m={status:`loading`,error:null,can:{dispatch:!1,manage:!1},hub:null,jobs:new Map,printers:new Map};function re(e,t){switch(t.type){case`snapshot`:return ie(t);case`delta`:return ae(e,t);case`gone`:return e.status===`ready`?{...e,status:`stale`}:e}}function ie(e){return{status:`ready`,error:null,can:e.can,hub:e.hub,jobs:new Map(Object.entries(e.jobs??{})),printers:new Map(Object.entries(e.printers??{}))}}function ae(e,{changed:t,removed:n}){let r=new h(e.jobs),i=new h(e.printers),a=e.hub;for(let[e,n]of Object.entries(t))e===`hub`?a={...a,...n}:r.has(e)||n.kind===`job`?r.merge(e,n):i.merge(e,n);for(let e of n)r.delete(e),i.delete(e);return{...e,hub:a,jobs:r.records,printers:i.records}}var h=class{constructor(e){this.copy=null,this.records=e}has(e){return this.records.has(e)}merge(e,t){this.edit().set(e,{...this.records.get(e),...t})}delete(e){this.records.has(e)&&this.edit().delete(e)}edit(){return this.records=this.copy??=new Map(this.records)}},g=[500,1e3,2e3,5e3,1e4],oe=[1e4,3e4,6e4],se=class{constructor(){this.ended=!1,this.unsubscribe=null}end(){this.ended=!0,this.unsubscribe?.().catch(()=>void 0),this.unsubscribe=null}},ce=class{constructor(e,t,n){this.board=m,this.connection=null,this.key=``,this.stop=null,this.tries=0,this.frame=0,this.present=!1,this.following=!1,this.lose=()=>{clearTimeout(this.retry),this.stop?.(),this.stop=null,this.board.status===`ready`&&(this.board={...this.board,status:`stale`},this.show())},this.recover=()=>this.again(),this.look=()=>{this.denied&&!document.hidden&&this.again()},this.host=e,this.hass=t,this.want=n,e.addController(this)}hostConnected(){this.present=!0,this.follow()}hostDisconnected(){this.present=!1,this.end()}hostUpdate(){this.follow()}again(){this.tries=0,this.resume()}follow(){let e=this.hass()?.connection??null,t=this.want(),n=t?`${t.view} ${t.job_id??``}`:``,r=e===this.connection&&n===this.key;!this.present||r&&this.following||(this.end(),r||(this.board=m),this.connection=e,this.key=n,this.following=!0,e?.addEventListener(`disconnected`,this.lose),e?.addEventListener(`ready`,this.recover),document.addEventListener(`visibilitychange`,this.look),this.resume())}resume(){clearTimeout(this.retry),this.stop?.(),this.stop=null;let[e,t]=[this.connection,this.want()];e&&t&&this.subscribe(e,t)}async subscribe(e,t){let n=new se;this.stop=()=>n.end();try{let r={type:`printmux/subscribe`,view:t.view};n.unsubscribe=await e.subscribeMessage(e=>{n.ended||this.take(e)},t.job_id?{...r,job_id:t.job_id}:r,{resubscribe:!1}),n.ended&&n.end()}catch(e){n.ended||this.fail(e)}}take(e){this.board=re(this.board,e),e.type===`snapshot`?this.tries=0:e.type===`gone`&&(this.stop?.(),this.stop=null,this.later()),this.show()}fail(e){let t=_(e);this.stop=null,t===`unauthorized`||t===`not_found`?this.board={...m,status:`error`,error:t}:this.board.status!==`stale`&&(this.board={...this.board,status:`error`,error:t}),t!==`not_found`&&this.later(this.denied?oe:g),this.show()}get denied(){return this.board.error===`unauthorized`}later(e=g){let t=e[Math.min(this.tries++,e.length-1)];this.retry=setTimeout(()=>{this.denied&&document.hidden||this.resume()},t)}show(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.host.requestUpdate()})}end(){clearTimeout(this.retry),cancelAnimationFrame(this.frame),this.frame=0,this.stop?.(),this.stop=null,this.following=!1,this.connection?.removeEventListener(`disconnected`,this.lose),this.connection?.removeEventListener(`ready`,this.recover),document.removeEventListener(`visibilitychange`,this.look)}};function _(e){let{code:t}=e;return typeof t==`string`?t:`unknown`}var v=class extends c{constructor(...e){super(...e),this.board=m}static{this.styles=[u,ee,a`
      :host {
        display: block;
      }
      /* Over the page: what is on it stays where it is. */
      :host([floating]) {
        display: flow-root;
        position: sticky;
        inset-block-start: var(--pm-sticky, 0px);
        z-index: 3;
        height: 0;
        margin: 0 !important;
      }
      :host([floating]) .note {
        margin: 8px;
        padding: 8px 12px;
        background:
          linear-gradient(var(--pm-warn-tint), var(--pm-warn-tint)), var(--pm-surface);
        backdrop-filter: blur(12px);
        box-shadow: 0 2px 8px rgba(0, 0, 0, 0.24);
      }
      .note {
        display: flex;
        align-items: center;
        flex-wrap: wrap;
        gap: 12px;
        padding: 12px 16px;
        border-radius: var(--pm-radius-small);
        background: var(--pm-warn-tint);
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
      .skeleton i:first-of-type {
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
    `]}willUpdate(){this.toggleAttribute(`floating`,this.board.status===`stale`)}render(){switch(this.board.status){case`ready`:return t;case`loading`:return n`<div class="skeleton" role="status">
          <span class="reader">${l(`state.loading`)}</span><i></i><i></i><i></i>
        </div>`;case`stale`:return n`<div class="note" role="status">
          <printmux-icon .path=${ne}></printmux-icon>
          <span>${l(`state.stale`)}</span>
        </div>`;case`error`:return this.renderError(this.board.error??`unknown`)}}renderError(e){let r=e===`unauthorized`;return n`<div class="note error" role="alert">
      <printmux-icon .path=${r?s:d}></printmux-icon>
      <span>${y(e)??l(`state.error.unknown`,{error:e})}</span>
      ${r?t:n`<button
              class="button small"
              @click=${()=>this.dispatchEvent(new CustomEvent(`again`))}
            >
              ${l(`retry`)}
            </button>`}
    </div>`}};r([i({attribute:!1})],v.prototype,`board`,void 0),v=r([p(`printmux-banner`)],v);function y(e){switch(e){case`not_loaded`:return l(`state.error.not_loaded`);case`unauthorized`:return l(`state.error.unauthorized`);case`not_found`:return l(`state.error.not_found`);case`unknown_command`:return l(`state.error.not_loaded`);default:return null}}var le=class{constructor(e,t=30){this.host=e,this.seconds=t,e.addController(this)}hostConnected(){this.timer=setInterval(()=>{document.hidden||this.host.requestUpdate()},this.seconds*1e3)}hostDisconnected(){clearInterval(this.timer)}};async function b(e,t,n,r=!0){return(await x(e,`printmux`,t,n,void 0,r))?.response}async function x(e,t,n,r,i,a){try{return await e.callService(t,n,r,i,!1,a)}catch(t){throw await ue(e,t)}}async function ue(e,t){let n=t??{},{translation_domain:r,translation_key:i}=n;if(!r||!i||!e.loadBackendTranslation)return t;let a=(await e.loadBackendTranslation(`exceptions`,r))(`component.${r}.exceptions.${i}.message`,n.translation_placeholders);return a?Error(a):t}async function de(e,t,n){return await b(e,`dispatch`,{job_id:t,...n})}async function fe(e,t,n){await b(e,`cancel_job`,{job_id:t,...T(n)})}async function pe(e,t,n,r=!1){await b(e,`retry`,{job_id:t,force:r,...T(n)})}async function me(e,t,n,r){await b(e,n?`hold_job`:`release_job`,{job_id:t,...T(r)})}async function he(e,t,n,r){await b(e,`confirm_print`,{job_id:t.id,target_id:n.id,outcome:r})}async function ge(e,t){await b(e,`confirm_bed_cleared`,{printers:t})}async function _e(e,t,n){await b(e,`choose_plate`,{job_id:t,plate:n})}async function ve(e,t){await b(e,`delete_job`,{job_id:t},!1)}async function S(e,t){await x(e,`button`,`press`,{},{entity_id:t})}async function C(e,t,n){await x(e,`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t})}function w(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function T(e){return e?{target_ids:e}:{}}var E={printers:new Set,any:!1},D={},O={copies:1,startAt:``,startWhen:``,priority:0};function k(e){return e?.fit===`does_not_fit`}function A(e){return e.online&&e.ready&&!e.bed_waits}function j(e,t){let n=new Intl.Collator(void 0,{numeric:!0}),r=e=>{let n=t[e.id],r=k(n)?2:+(n?.fit===`warns`),i=A(e)?0:e.online?1:2;return r*3+i};return[...e.values()].filter(e=>e.enabled).map(e=>({printer:e,rank:r(e)})).sort((e,t)=>e.rank-t.rank||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e.id)}function M(e,t,n,{search:r=``,all:i=!1,most:a=24}){let o=r.trim().toLocaleLowerCase();return o?e.filter(e=>{let{name:n=``,tags:r=[]}=t.get(e)??{};return[n,...r].some(e=>e.toLocaleLowerCase().includes(o))}):i?e:e.filter((e,t)=>t<a||n.printers.has(e))}function N(e,t,n){let r=e=>!k(t[e]),[i]=e;if(i&&e.length===1)return{printers:new Set(r(i)?[i]:[]),any:!1};let a=e.filter(e=>n.printers.has(e)&&r(e)),o=n.printers.size>0&&!a.length;return{printers:new Set(a),any:n.any&&!o}}function P(e,t){let n=new Set(e.printers);return n.delete(t)||n.add(t),{...e,printers:n}}function F(e,t,n){let r=e.flatMap(e=>t.get(e)??[]),i=r.filter(e=>e.included),a=e=>e.map(e=>e.id),o=i.filter(e=>!k(n[e.id])),s=[...new Set(r.flatMap(e=>e.tags))].sort(),c=[{key:`fitting`,ids:a(o)},{key:`all`,ids:a(i)},...s.map(e=>({key:`tag ${e}`,tag:e,ids:a(r.filter(t=>t.tags.includes(e)))}))];return o.length===i.length&&c.splice(1,1),r.length>1?c.filter(e=>e.ids.length):[]}function ye(e,t){return e.printers.size===t.length&&t.every(t=>e.printers.has(t))}function be(e,t,n){return(e.any?[]:[...e.printers]).flatMap(e=>k(n[e])?t.get(e)??[]:[])}function xe(e,t,n,r,i){let a={printers:[...e.printers],start:n};return e.any&&(a.any_printer=!0),t.copies>1&&(a.copies=t.copies),n&&t.startAt&&(a.start_at=i?t.startAt:new Date(t.startAt).toISOString()),n&&t.startWhen&&(a.start_when=t.startWhen),t.priority&&(a.priority=t.priority),r&&(a.force=!0),a}var Se={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function Ce(e){if(e.number_format!==`system`)return Se[e.number_format]??[e.language]}var I=new Map;function L(e,t,n){let r=`${e.number_format} ${e.language} ${JSON.stringify(n)}`,i=I.get(r);if(!i){let t=e.number_format===`none`?{useGrouping:!1}:{},a=e.number_format===`none`?[`en-US`]:Ce(e);i=new Intl.NumberFormat(a,{...n,...t}),I.set(r,i)}return i.format(t)}function R(e,t,n=0){return L(e,t,{maximumFractionDigits:n})}function z(e,t){return L(e,t<1?Math.floor(t*100)/100:1,{style:`percent`,maximumFractionDigits:0})}var B=[[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3],[`byte`,1]];function we(e,t){let[n,r]=B.find(([,e])=>t>=e)??B[3],i=t/r;return V(e,i,n,+(i<10&&r>1))}function Te(e,t){return t<1e3?V(e,t,`gram`,+(t<10)):V(e,t/1e3,`kilogram`,2)}function Ee(e,t){return V(e,t/1e3,`meter`,+(t<1e4))}function De(e,t){return`${R(e,t)}\u00a0°C`}function V(e,t,n,r=0){return L(e,t,{style:`unit`,unit:n,unitDisplay:n===`byte`?`long`:`short`,maximumFractionDigits:r})}function Oe(e,t){if(Math.round(t)<60)return H(e,Math.max(0,Math.round(t)),`second`);let n=Math.round(t/60),[r,i]=[Math.floor(n/1440),Math.floor(n/60)%24];if(r)return U([H(e,r,`day`),i&&H(e,i,`hour`)]);let a=n%60;return U([i&&H(e,i,`hour`),(a||!i)&&H(e,a,`minute`)])}function H(e,t,n){return L(e,t,{style:`unit`,unit:n,unitDisplay:`short`})}function U(e){return e.filter(Boolean).join(` `)}var ke=[[`day`,86400],[`hour`,3600],[`minute`,60]],Ae={weekday:`short`,day:`numeric`,month:`short`},je={year:`numeric`},Me=te(e=>new Intl.RelativeTimeFormat(e,{numeric:`auto`,style:`short`}));function Ne(e,t,n=Date.now()){let r=(Date.parse(t)-n)/1e3,i=ke.find(([,e])=>Math.abs(r)>=e);if(!i)return l(`ago.now`);let[a,o]=i;return Me(e.locale.language).format(Math.trunc(r/o),a)}function W(e){let{time_format:t,time_zone:n}=e.locale,r=n===`server`?{timeZone:e.config.time_zone}:{};return t===`12`||t===`24`?{...r,hourCycle:t===`12`?`h12`:`h23`}:r}function G(e){return e.locale.time_format===`system`?void 0:e.locale.language}var K=new Map;function q(e,t){let n=`${e} ${JSON.stringify(t)}`,r=K.get(n);return r||(r=new Intl.DateTimeFormat(e,t),K.set(n,r)),r}function J(e,t,n=Date.now()){let r=W(e),i=q(`en-CA`,r.timeZone?{timeZone:r.timeZone}:{}),a=new Date(t),[o,s]=[i.format(a),i.format(n)],c=o.slice(0,4)===s.slice(0,4)?{}:je;return q(G(e),{...r,hour:`numeric`,minute:`2-digit`,...o===s?{}:{...Ae,...c}}).format(a)}function Pe(e,t,n){let r=new Date(t),{timeZone:i}=W(e);return r.getTime()>=n?J(e,t):q(G(e),{...i?{timeZone:i}:{},day:`numeric`,month:`short`}).format(r)}function Fe(e,t){return q(G(e),{...W(e),year:`numeric`,month:`long`,day:`numeric`,hour:`numeric`,minute:`2-digit`}).format(new Date(t))}function Ie(e,t=Date.now()){let[n=0,r=0,i=0]=q(`en`,{...W(e),hourCycle:`h23`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(t).filter(({type:e})=>e!==`literal`).map(({value:e})=>Number(e));return t-(((n*60+r)*60+i)*1e3+t%1e3)}function Y(e){try{return JSON.parse(localStorage.getItem(e)??`null`)}catch{return null}}function X(e,t){try{localStorage.setItem(e,JSON.stringify(t))}catch{}}var Z=e=>`printmux-choice-${e.user?.id??``}`;function Le(e){let t=Y(Z(e));if(!t||!Array.isArray(t.printers))return E;let n=t.printers.filter(e=>typeof e==`string`);return{printers:new Set(n),any:t.any===!0}}function Re(e,t){X(Z(e),{printers:[...t.printers],any:t.any})}var ze=96;function Q(e,t){let n=Math.ceil(t*(globalThis.devicePixelRatio||1));return`${e}${e.includes(`?`)?`&`:`?`}width=${n}`}var $=class extends o{constructor(...e){super(...e),this.size=48,this.broken=``}static{this.styles=[u,a`
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
    `]}willUpdate(){this.style.setProperty(`--pm-thumb-size`,`${this.size}px`),this.style.setProperty(`--pm-icon-size`,`${Math.round(this.size*.5)}px`)}render(){let{name:e=``,thumbnail:t=null}=this.job??{};return!t||t===this.broken?n`<printmux-icon .path=${f}></printmux-icon>`:n`<img
      src=${Q(t,this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size>=ze?l(`thumb.alt`,{name:e}):``}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${()=>this.broken=t}
    />`}};r([i({attribute:!1})],$.prototype,`job`,void 0),r([i({type:Number})],$.prototype,`size`,void 0),r([e()],$.prototype,`broken`,void 0),$=r([p(`printmux-thumb`)],$);export{P as A,pe as B,ye as C,F as D,j as E,ve as F,m as G,le as H,de as I,me as L,_e as M,ge as N,be as O,he as P,w as R,N as S,xe as T,y as U,C as V,ce as W,De as _,Re as a,O as b,Fe as c,we as d,Oe as f,z as g,R as h,X as i,fe as j,M as k,J as l,V as m,Y as n,Ne as o,Ee as p,Le as r,Pe as s,Q as t,Ie as u,Te as v,k as w,D as x,E as y,S as z};