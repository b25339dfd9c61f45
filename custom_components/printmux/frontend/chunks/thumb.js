import{c as e,d as t,f as n,i as r,l as i,m as a,u as o}from"./lit.js";import{H as s,bt as c,ht as l,mt as u,pt as ee,r as te,w as d,wt as ne,x as re,xt as f}from"./mdi.js";var p={status:`loading`,error:null,can:{dispatch:!1,manage:!1},hub:null,jobs:new Map,printers:new Map};function ie(e,t){switch(t.type){case`snapshot`:return m(t);case`delta`:return h(e,t);case`gone`:return e.status===`ready`?{...e,status:`stale`}:e}}function m(e){return{status:`ready`,error:null,can:e.can,hub:e.hub,jobs:new Map(Object.entries(e.jobs??{})),printers:new Map(Object.entries(e.printers??{}))}}function h(e,{changed:t,removed:n}){let r=new g(e.jobs),i=new g(e.printers),a=e.hub;for(let[e,n]of Object.entries(t))e===`hub`?a={...a,...n}:r.has(e)||n.kind===`job`?r.merge(e,n):i.merge(e,n);for(let e of n)r.delete(e),i.delete(e);return{...e,hub:a,jobs:r.records,printers:i.records}}var g=class{constructor(e){this.copy=null,this.records=e}has(e){return this.records.has(e)}merge(e,t){this.edit().set(e,{...this.records.get(e),...t})}delete(e){this.records.has(e)&&this.edit().delete(e)}edit(){return this.records=this.copy??=new Map(this.records)}},_=[500,1e3,2e3,5e3,1e4],ae=1e3,oe=[1e4,3e4,6e4],se=class{constructor(){this.ended=!1,this.unsubscribe=null}end(){this.ended=!0,this.unsubscribe?.().catch(()=>void 0),this.unsubscribe=null}},ce=class{constructor(e,t,n){this.board=p,this.connection=null,this.key=``,this.stop=null,this.tries=0,this.frame=0,this.present=!1,this.following=!1,this.lose=()=>{clearTimeout(this.retry),this.stop?.(),this.stop=null,this.board.status===`ready`&&(this.board={...this.board,status:`stale`},this.show())},this.recover=()=>{clearTimeout(this.retry),this.tries=0,this.retry=setTimeout(()=>this.resume(),ae)},this.look=()=>{this.denied&&!document.hidden&&this.again()},this.host=e,this.hass=t,this.want=n,e.addController(this)}hostConnected(){this.present=!0,this.follow()}hostDisconnected(){this.present=!1,this.end()}hostUpdate(){this.follow()}again(){this.tries=0,this.resume()}follow(){let e=this.hass()?.connection??null,t=this.want(),n=t?`${t.view} ${t.job_id??``}`:``,r=e===this.connection&&n===this.key;!this.present||r&&this.following||(this.end(),r||(this.board=p),this.connection=e,this.key=n,this.following=!0,e?.addEventListener(`disconnected`,this.lose),e?.addEventListener(`ready`,this.recover),document.addEventListener(`visibilitychange`,this.look),this.resume())}resume(){clearTimeout(this.retry),this.stop?.(),this.stop=null;let[e,t]=[this.connection,this.want()];e&&t&&this.subscribe(e,t)}async subscribe(e,t){let n=new se;this.stop=()=>n.end();try{let r={type:`printmux/subscribe`,view:t.view};n.unsubscribe=await e.subscribeMessage(e=>{n.ended||this.take(e)},t.job_id?{...r,job_id:t.job_id}:r,{resubscribe:!1}),n.ended&&n.end()}catch(e){n.ended||this.fail(e)}}take(e){this.board=ie(this.board,e),e.type===`snapshot`?this.tries=0:e.type===`gone`&&(this.stop?.(),this.stop=null,this.later()),this.show()}fail(e){let t=le(e);this.stop=null,t===`unauthorized`||t===`not_found`?this.board={...p,status:`error`,error:t}:this.board.status!==`stale`&&(this.board={...this.board,status:`error`,error:t}),t!==`not_found`&&this.later(this.denied?oe:_),this.show()}get denied(){return this.board.error===`unauthorized`}later(e=_){let t=e[Math.min(this.tries++,e.length-1)];this.retry=setTimeout(()=>{this.denied&&document.hidden||this.resume()},t)}show(){this.frame||=requestAnimationFrame(()=>{this.frame=0,this.host.requestUpdate()})}end(){clearTimeout(this.retry),cancelAnimationFrame(this.frame),this.frame=0,this.stop?.(),this.stop=null,this.following=!1,this.connection?.removeEventListener(`disconnected`,this.lose),this.connection?.removeEventListener(`ready`,this.recover),document.removeEventListener(`visibilitychange`,this.look)}};function le(e){let{code:t}=e;return typeof t==`string`?t:`unknown`}var v=class extends c{constructor(...e){super(...e),this.board=p}static{this.styles=[u,ee,a`
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
          <printmux-icon .path=${re}></printmux-icon>
          <span>${l(`state.stale`)}</span>
        </div>`;case`error`:return this.renderError(this.board.error??`unknown`)}}renderError(e){let r=e===`unauthorized`;return n`<div class="note error" role="alert">
      <printmux-icon .path=${r?s:te}></printmux-icon>
      <span>${y(e)??l(`state.error.unknown`,{error:e})}</span>
      ${r?t:n`<button
              class="button small"
              @click=${()=>this.dispatchEvent(new CustomEvent(`again`))}
            >
              ${l(`retry`)}
            </button>`}
    </div>`}};r([i({attribute:!1})],v.prototype,`board`,void 0),v=r([f(`printmux-banner`)],v);function y(e){switch(e){case`not_loaded`:return l(`state.error.not_loaded`);case`unauthorized`:return l(`state.error.unauthorized`);case`not_found`:return l(`state.error.not_found`);case`unknown_command`:return l(`state.error.not_loaded`);default:return null}}var ue=class{constructor(e,t=30){this.host=e,this.seconds=t,e.addController(this)}hostConnected(){this.timer=setInterval(()=>{document.hidden||this.host.requestUpdate()},this.seconds*1e3)}hostDisconnected(){clearInterval(this.timer)}};async function b(e,t,n,r=!0){return(await x(e,`printmux`,t,n,void 0,r))?.response}async function x(e,t,n,r,i,a){try{return await e.callService(t,n,r,i,!1,a)}catch(t){throw await de(e,t)}}async function de(e,t){let n=t??{},{translation_domain:r,translation_key:i}=n;if(!r||!i||!e.loadBackendTranslation)return t;let a=(await e.loadBackendTranslation(`exceptions`,r))(`component.${r}.exceptions.${i}.message`,n.translation_placeholders);return a?Error(a):t}async function fe(e,t,n){return await b(e,`dispatch`,{job_id:t,...n})}async function pe(e,t,n){await b(e,`cancel_job`,{job_id:t,...E(n)})}async function me(e,t,n,r=!1){await b(e,`retry`,{job_id:t,force:r,...E(n)})}async function he(e,t,n,r){await b(e,n?`hold_job`:`release_job`,{job_id:t,...E(r)})}async function ge(e,t,n,r){await b(e,`confirm_print`,{job_id:t.id,target_id:n.id,outcome:r})}async function _e(e,t){await b(e,`confirm_bed_cleared`,{printers:t})}async function ve(e,t,n){await b(e,`choose_plate`,{job_id:t,plate:n})}async function S(e,t){await b(e,`delete_job`,{job_id:t},!1)}async function C(e,t){await x(e,`button`,`press`,{},{entity_id:t})}async function w(e,t,n){await x(e,`switch`,n?`turn_on`:`turn_off`,{},{entity_id:t})}function T(e){return typeof e==`object`&&e&&`message`in e?String(e.message):String(e)}function E(e){return e?{target_ids:e}:{}}var D={printers:new Set,any:!1},O={},k={copies:1,startAt:``,startWhen:``,priority:0};function A(e){return e?.fit===`does_not_fit`}function j(e){return e.online&&e.ready&&!e.bed_waits}function M(e,t){let n=new Intl.Collator(void 0,{numeric:!0}),r=e=>{let n=t[e.id],r=A(n)?2:+(n?.fit===`warns`),i=j(e)?0:e.online?1:2;return r*3+i};return[...e.values()].filter(e=>e.enabled).map(e=>({printer:e,rank:r(e)})).sort((e,t)=>e.rank-t.rank||n.compare(e.printer.name,t.printer.name)).map(({printer:e})=>e.id)}function N(e,t,n,{search:r=``,all:i=!1,most:a=24}){let o=r.trim().toLocaleLowerCase();return o?e.filter(e=>{let{name:n=``,tags:r=[]}=t.get(e)??{};return[n,...r].some(e=>e.toLocaleLowerCase().includes(o))}):i?e:e.filter((e,t)=>t<a||n.printers.has(e))}function P(e,t,n){let r=e=>!A(t[e]),[i]=e;if(i&&e.length===1)return{printers:new Set(r(i)?[i]:[]),any:!1};let a=e.filter(e=>n.printers.has(e)&&r(e)),o=n.printers.size>0&&!a.length;return{printers:new Set(a),any:n.any&&!o}}function F(e,t){let n=new Set(e.printers);return n.delete(t)||n.add(t),{...e,printers:n}}function ye(e,t,n){let r=e.flatMap(e=>t.get(e)??[]),i=r.filter(e=>e.included),a=e=>e.map(e=>e.id),o=i.filter(e=>!A(n[e.id])),s=[...new Set(r.flatMap(e=>e.tags))].sort(),c=[{key:`fitting`,ids:a(o)},{key:`all`,ids:a(i)},...s.map(e=>({key:`tag ${e}`,tag:e,ids:a(r.filter(t=>t.tags.includes(e)))}))];return o.length===i.length&&c.splice(1,1),r.length>1?c.filter(e=>e.ids.length):[]}function be(e,t){return e.printers.size===t.length&&t.every(t=>e.printers.has(t))}function xe(e,t,n){return(e.any?[]:[...e.printers]).flatMap(e=>A(n[e])?t.get(e)??[]:[])}function Se(e,t,n,r,i){let a={printers:[...e.printers],start:n};return e.any&&(a.any_printer=!0),t.copies>1&&(a.copies=t.copies),n&&t.startAt&&(a.start_at=i?t.startAt:new Date(t.startAt).toISOString()),n&&t.startWhen&&(a.start_when=t.startWhen),t.priority&&(a.priority=t.priority),r&&(a.force=!0),a}var Ce={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]};function we(e){if(e.number_format!==`system`)return Ce[e.number_format]??[e.language]}var I=new Map;function L(e,t,n){let r=`${e.number_format} ${e.language} ${JSON.stringify(n)}`,i=I.get(r);if(!i){let t=e.number_format===`none`?{useGrouping:!1}:{},a=e.number_format===`none`?[`en-US`]:we(e);i=new Intl.NumberFormat(a,{...n,...t}),I.set(r,i)}return i.format(t)}function R(e,t,n=0){return L(e,t,{maximumFractionDigits:n})}function Te(e,t){return L(e,t<1?Math.floor(t*100)/100:1,{style:`percent`,maximumFractionDigits:0})}var z=[[`gigabyte`,1e9],[`megabyte`,1e6],[`kilobyte`,1e3],[`byte`,1]];function Ee(e,t){let[n,r]=z.find(([,e])=>t>=e)??z[3],i=t/r;return B(e,i,n,+(i<10&&r>1))}function De(e,t){return t<1e3?B(e,t,`gram`,+(t<10)):B(e,t/1e3,`kilogram`,2)}function Oe(e,t){return B(e,t/1e3,`meter`,+(t<1e4))}function ke(e,t){return`${R(e,t)}\u00a0°C`}function B(e,t,n,r=0){return L(e,t,{style:`unit`,unit:n,unitDisplay:n===`byte`?`long`:`short`,maximumFractionDigits:r})}function Ae(e,t){if(Math.round(t)<60)return V(e,Math.max(0,Math.round(t)),`second`);let n=Math.round(t/60),[r,i]=[Math.floor(n/1440),Math.floor(n/60)%24];if(r)return H([V(e,r,`day`),i&&V(e,i,`hour`)]);let a=n%60;return H([i&&V(e,i,`hour`),(a||!i)&&V(e,a,`minute`)])}function V(e,t,n){return L(e,t,{style:`unit`,unit:n,unitDisplay:`short`})}function H(e){return e.filter(Boolean).join(` `)}var je=[[`day`,86400],[`hour`,3600],[`minute`,60]],Me={weekday:`short`,day:`numeric`,month:`short`},Ne={year:`numeric`},Pe=ne(e=>new Intl.RelativeTimeFormat(e,{numeric:`auto`,style:`short`}));function Fe(e,t,n=Date.now()){let r=(Date.parse(t)-n)/1e3,i=je.find(([,e])=>Math.abs(r)>=e);if(!i)return l(`ago.now`);let[a,o]=i;return Pe(e.locale.language).format(Math.trunc(r/o),a)}function U(e){let{time_format:t,time_zone:n}=e.locale,r=n===`server`?{timeZone:e.config.time_zone}:{};return t===`12`||t===`24`?{...r,hourCycle:t===`12`?`h12`:`h23`}:r}function W(e){return e.locale.time_format===`system`?void 0:e.locale.language}var G=new Map;function K(e,t){let n=`${e} ${JSON.stringify(t)}`,r=G.get(n);return r||(r=new Intl.DateTimeFormat(e,t),G.set(n,r)),r}function q(e,t,n=Date.now()){let r=U(e),i=K(`en-CA`,r.timeZone?{timeZone:r.timeZone}:{}),a=new Date(t),[o,s]=[i.format(a),i.format(n)],c=o.slice(0,4)===s.slice(0,4)?{}:Ne;return K(W(e),{...r,hour:`numeric`,minute:`2-digit`,...o===s?{}:{...Me,...c}}).format(a)}function J(e,t,n){let r=new Date(t),{timeZone:i}=U(e);return r.getTime()>=n?q(e,t):K(W(e),{...i?{timeZone:i}:{},day:`numeric`,month:`short`}).format(r)}function Ie(e,t){return K(W(e),{...U(e),year:`numeric`,month:`long`,day:`numeric`,hour:`numeric`,minute:`2-digit`}).format(new Date(t))}function Le(e,t=Date.now()){let[n=0,r=0,i=0]=K(`en`,{...U(e),hourCycle:`h23`,hour:`numeric`,minute:`numeric`,second:`numeric`}).formatToParts(t).filter(({type:e})=>e!==`literal`).map(({value:e})=>Number(e));return t-(((n*60+r)*60+i)*1e3+t%1e3)}function Y(e){try{return JSON.parse(localStorage.getItem(e)??`null`)}catch{return null}}function X(e,t){try{localStorage.setItem(e,JSON.stringify(t))}catch{}}var Z=e=>`printmux-choice-${e.user?.id??``}`;function Re(e){let t=Y(Z(e));if(!t||!Array.isArray(t.printers))return D;let n=t.printers.filter(e=>typeof e==`string`);return{printers:new Set(n),any:t.any===!0}}function ze(e,t){X(Z(e),{printers:[...t.printers],any:t.any})}var Be=96;function Q(e,t){let n=Math.ceil(t*(globalThis.devicePixelRatio||1));return`${e}${e.includes(`?`)?`&`:`?`}width=${n}`}var $=class extends o{constructor(...e){super(...e),this.size=48,this.broken=``}static{this.styles=[u,a`
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
    `]}willUpdate(){this.style.setProperty(`--pm-thumb-size`,`${this.size}px`),this.style.setProperty(`--pm-icon-size`,`${Math.round(this.size*.5)}px`)}render(){let{name:e=``,thumbnail:t=null}=this.job??{};return!t||t===this.broken?n`<printmux-icon .path=${d}></printmux-icon>`:n`<img
      src=${Q(t,this.size)}
      width=${this.size}
      height=${this.size}
      alt=${this.size>=Be?l(`thumb.alt`,{name:e}):``}
      loading="lazy"
      decoding="async"
      draggable="false"
      @error=${()=>this.broken=t}
    />`}};r([i({attribute:!1})],$.prototype,`job`,void 0),r([i({type:Number})],$.prototype,`size`,void 0),r([e()],$.prototype,`broken`,void 0),$=r([f(`printmux-thumb`)],$);export{F as A,me as B,be as C,ye as D,M as E,S as F,p as G,ue as H,fe as I,he as L,ve as M,_e as N,xe as O,ge as P,T as R,P as S,Se as T,y as U,w as V,ce as W,ke as _,ze as a,k as b,Ie as c,Ee as d,Ae as f,Te as g,R as h,X as i,pe as j,N as k,q as l,B as m,Y as n,Fe as o,Oe as p,Re as r,J as s,Q as t,Le as u,De as v,A as w,O as x,D as y,C as z};