import{f as e,i as t,l as n,m as r,s as i,u as a}from"./lit.js";import{Ct as o,bt as s,ht as c,mt as l,pt as u,wt as d,xt as f}from"./mdi.js";import{f as p,g as m,h,l as g}from"./thumb.js";var _=o(Object.assign({"./de/phrases.json":()=>import(`./de-phrases.js`),"./es/phrases.json":()=>import(`./es-phrases.js`),"./fr/phrases.json":()=>import(`./fr-phrases.js`),"./nl/phrases.json":()=>import(`./nl-phrases.js`),"./pl/phrases.json":()=>import(`./pl-phrases.js`),"./zh-Hans/phrases.json":()=>import(`./zh-Hans-phrases.js`)})),v=/\{(\w+)\}([.。]?)/g,y=/[.!?。！？]$/,b={"join.and":`conjunction`,"join.or":`disjunction`},x=5,S=d(e=>{let[t=``,n=``]=e.split(` `);return new Intl.ListFormat(t,{type:b[n]??`conjunction`})});function C(e,t){return T(e,t)}function w(e,t){return t.map(t=>C(e,t)).join(` · `)}function T(e,t){if(typeof t==`string`)return t;if(typeof t==`number`)return h(e.locale,t,x);if(`time`in t)return g(e,t.time);if(`items`in t)return E(e,t);let{key:n,text:r,values:i}=t;return D(_(n)??r,t=>{let n=i[t];return n===void 0?void 0:T(e,n)})}function E(e,{key:t,text:n,items:r}){let i=r.map(t=>T(e,t));if(t in b)return S(`${e.locale.language} ${t}`).format(i);let a=_(t)??n;return i.reduce((e,t)=>D(a,n=>({first:e,second:t})[n]))}function D(e,t){return e.replace(v,(e,n,r)=>{let i=t(n);return i===void 0?e:y.test(i)?i:i+r})}var O=class extends a{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[l,u,r`
      dialog {
        width: min(440px, calc(100vw - 32px));
        max-height: calc(100dvh - 32px);
        padding: 0;
        border: none;
        border-radius: var(--ha-dialog-border-radius, 24px);
        background: var(--ha-dialog-surface-background, var(--pm-surface));
        color: var(--pm-text);
        box-shadow: 0 8px 32px rgba(0, 0, 0, 0.32);
      }
      /* The dialog itself is hit only where the page behind it is. */
      .surface {
        padding: 24px;
      }
      dialog::backdrop {
        background: rgba(0, 0, 0, 0.4);
      }
      h2 {
        margin: 0 0 8px;
        font-size: var(--pm-font-xl);
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
    `]}disconnectedCallback(){super.disconnectedCallback(),this.settle(!1)}firstUpdated(){this.dialog.showModal(),this.dialog.querySelector(this.question.danger?`.no`:`.yes`)?.focus()}render(){let{title:t,text:n,confirm:r,danger:i}=this.question;return e`<dialog
      role="alertdialog"
      aria-labelledby="title"
      aria-describedby="text"
      @close=${()=>this.settle(this.answer)}
      @click=${e=>e.target===this.dialog&&this.dialog.close()}
    >
      <div class="surface">
        <h2 id="title">${t}</h2>
        <div id="text">${[n].flat().map(t=>e`<p>${t}</p>`)}</div>
        <div class="buttons">
          <button class="button no" @click=${()=>this.dialog.close()}>
            ${c(`cancel`)}
          </button>
          <button
            class="button yes ${i?`danger`:`primary`}"
            @click=${()=>this.agree()}
          >
            ${r}
          </button>
        </div>
      </div>
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};t([n({attribute:!1})],O.prototype,`question`,void 0),t([i(`dialog`)],O.prototype,`dialog`,void 0),O=t([f(`printmux-confirmation`)],O);async function k(e,t){let n=A(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function A(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}var j=12,M=8,N=[],P=!1;function F(){let e=new Promise(e=>N.push(e));return P||(P=!0,I()),e}async function I(){for(let e=j;N.length;e=M){let t=performance.now()+e;do N.shift()?.(),await Promise.resolve(),await Promise.resolve();while(N.length&&performance.now()<t);N.length&&await new Promise(requestAnimationFrame)}P=!1}var L=r`
  :host(:not([made])) {
    contain: size;
  }
`,R=class extends s{connectedCallback(){super.connectedCallback(),this.hasUpdated||this.requestUpdate()}async scheduleUpdate(){this.hasUpdated||await F(),await super.scheduleUpdate()}shouldUpdate(e){return this.isConnected&&super.shouldUpdate(e)}firstUpdated(){this.showMade()}showMade(){this.toggleAttribute(`made`,!0)}},z={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function B({bed_waits:e,state:t}){return e&&[`idle`,`finished`,`cancelled`].includes(t)}function V(e){return B(e)?`warn`:z[e.state]}function H(e){return B(e)?c(`bed.waits`):c(`printer.${e.state}`)}function U(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function W(e,t){let n=H(t),r=[];return U(t)&&(r.push(m(e.locale,t.progress??0)),t.remaining_s!==null&&r.push(c(`printer.left`,{time:p(e.locale,t.remaining_s)}))),t.state===`error`&&t.message&&r.push(C(e,t.message)),(t.state===`printing`&&r.length?r:[n,...r]).join(` · `)}function G(e){return e.online?e.bed_waits?`bed`:[`printing`,`paused`,`starting`].includes(e.state)?`busy`:e.ready?null:`printer`:`offline`}function K(e,t){let n=new Map;for(let e of t){let t=G(e);t&&n.set(t,[...n.get(t)??[],e.name])}return[...n].map(([t,n])=>c(`will_wait.${t}`,{printers:q(e,n),count:n.length}))}function q(e,t){return t.length>3?c(`printers.number`,{count:t.length}):new Intl.ListFormat(e.locale.language).format(t)}function J(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}var Y=r`
  .bar {
    height: 6px;
    overflow: hidden;
    border-radius: 3px;
    background: color-mix(in srgb, var(--pm-accent) 20%, transparent);
  }
  .bar > i {
    display: block;
    height: 100%;
    border-radius: inherit;
    background: var(--tone, var(--pm-accent));
    /* Moved, not widened: that the browser does without arranging the page anew. */
    transform: translateX(calc((var(--share) - 1) * 100%));
    transition: transform 300ms ease-out;
  }
  .bar:dir(rtl) > i {
    transform: translateX(calc((1 - var(--share)) * 100%));
  }
  @media (forced-colors: active) {
    .bar {
      border: 1px solid CanvasText;
    }
    .bar > i {
      forced-color-adjust: none;
      background: Highlight;
    }
  }
`;export{K as a,V as c,F as d,k as f,J as i,R as l,w as m,U as n,W as o,C as p,q as r,H as s,Y as t,L as u};