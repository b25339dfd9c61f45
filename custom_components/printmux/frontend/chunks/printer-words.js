import{f as e,i as t,l as n,m as r,s as i,u as a}from"./lit.js";import{Ct as o,ht as s,mt as c,pt as l,wt as u,xt as d}from"./mdi.js";import{f,g as p,h as m,l as h}from"./thumb.js";var g=o(Object.assign({"./de/phrases.json":()=>import(`./de-phrases.js`),"./es/phrases.json":()=>import(`./es-phrases.js`),"./fr/phrases.json":()=>import(`./fr-phrases.js`),"./nl/phrases.json":()=>import(`./nl-phrases.js`),"./pl/phrases.json":()=>import(`./pl-phrases.js`),"./zh-Hans/phrases.json":()=>import(`./zh-Hans-phrases.js`)})),_=/\{(\w+)\}([.。]?)/g,v=/[.!?。！？]$/,y={"join.and":`conjunction`,"join.or":`disjunction`},b=5,x=u(e=>{let[t=``,n=``]=e.split(` `);return new Intl.ListFormat(t,{type:y[n]??`conjunction`})});function S(e,t){return w(e,t)}function C(e,t){return t.map(t=>S(e,t)).join(` · `)}function w(e,t){if(typeof t==`string`)return t;if(typeof t==`number`)return m(e.locale,t,b);if(`time`in t)return h(e,t.time);if(`items`in t)return T(e,t);let{key:n,text:r,values:i}=t;return E(g(n)??r,t=>{let n=i[t];return n===void 0?void 0:w(e,n)})}function T(e,{key:t,text:n,items:r}){let i=r.map(t=>w(e,t));if(t in y)return x(`${e.locale.language} ${t}`).format(i);let a=g(t)??n;return i.reduce((e,t)=>E(a,n=>({first:e,second:t})[n]))}function E(e,t){return e.replace(_,(e,n,r)=>{let i=t(n);return i===void 0?e:v.test(i)?i:i+r})}var D=class extends a{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[c,l,r`
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
            ${s(`cancel`)}
          </button>
          <button
            class="button yes ${i?`danger`:`primary`}"
            @click=${()=>this.agree()}
          >
            ${r}
          </button>
        </div>
      </div>
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};t([n({attribute:!1})],D.prototype,`question`,void 0),t([i(`dialog`)],D.prototype,`dialog`,void 0),D=t([d(`printmux-confirmation`)],D);async function O(e,t){let n=k(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function k(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}var A={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function j({bed_waits:e,state:t}){return e&&[`idle`,`finished`,`cancelled`].includes(t)}function M(e){return j(e)?`warn`:A[e.state]}function N(e){return j(e)?s(`bed.waits`):s(`printer.${e.state}`)}function P(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function F(e,t){let n=N(t),r=[];return P(t)&&(r.push(p(e.locale,t.progress??0)),t.remaining_s!==null&&r.push(s(`printer.left`,{time:f(e.locale,t.remaining_s)}))),t.state===`error`&&t.message&&r.push(S(e,t.message)),(t.state===`printing`&&r.length?r:[n,...r]).join(` · `)}function I(e){return e.online?e.bed_waits?`bed`:[`printing`,`paused`,`starting`].includes(e.state)?`busy`:e.ready?null:`printer`:`offline`}function L(e,t){let n=new Map;for(let e of t){let t=I(e);t&&n.set(t,[...n.get(t)??[],e.name])}return[...n].map(([t,n])=>s(`will_wait.${t}`,{printers:R(e,n),count:n.length}))}function R(e,t){return t.length>3?s(`printers.number`,{count:t.length}):new Intl.ListFormat(e.locale.language).format(t)}function z(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}export{F as a,O as c,L as i,S as l,R as n,N as o,z as r,M as s,P as t,C as u};