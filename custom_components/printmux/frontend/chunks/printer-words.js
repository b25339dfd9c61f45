import{f as e,i as t,l as n,m as r,s as i,u as a}from"./lit.js";import{ht as o,mt as s,pt as c,xt as l}from"./mdi.js";import{c as u,f as d}from"./thumb.js";var f=class extends a{constructor(...e){super(...e),this.answer=!1,this.settle=()=>{},this.answered=new Promise(e=>this.settle=e)}static{this.styles=[s,c,r`
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
            ${o(`cancel`)}
          </button>
          <button
            class="button yes ${i?`danger`:`primary`}"
            @click=${()=>this.agree()}
          >
            ${r}
          </button>
        </div>
      </div>
    </dialog>`}agree(){this.answer=!0,this.dialog.close()}};t([n({attribute:!1})],f.prototype,`question`,void 0),t([i(`dialog`)],f.prototype,`dialog`,void 0),f=t([l(`printmux-confirmation`)],f);async function p(e,t){let n=m(),r=document.createElement(`printmux-confirmation`);r.question=t,e.renderRoot.append(r);try{return await r.answered}finally{r.remove(),n?.focus({preventScroll:!0})}}function m(){let e=document.activeElement;for(;e?.shadowRoot?.activeElement;)e=e.shadowRoot.activeElement;return e}var h={offline:`dim`,starting:`accent`,idle:`good`,printing:`accent`,paused:`warn`,finished:`good`,cancelled:`warn`,error:`bad`};function g({bed_waits:e,state:t}){return e&&[`idle`,`finished`,`cancelled`].includes(t)}function _(e){return g(e)?`warn`:h[e.state]}function v(e){return g(e)?o(`bed.waits`):o(`printer.${e.state}`)}function y(e){return e.progress!==null&&(e.state===`printing`||e.state===`paused`)}function b(e,t){let n=v(t),r=[];return y(t)&&(r.push(d(e.locale,t.progress??0)),t.remaining_s!==null&&r.push(o(`printer.left`,{time:u(e.locale,t.remaining_s)}))),t.state===`error`&&t.message&&r.push(t.message),(t.state===`printing`&&r.length?r:[n,...r]).join(` · `)}function x(e){return e.online?e.bed_waits?`bed`:[`printing`,`paused`,`starting`].includes(e.state)?`busy`:e.ready?null:`printer`:`offline`}function S(e,t){let n=new Map;for(let e of t){let t=x(e);t&&n.set(t,[...n.get(t)??[],e.name])}return[...n].map(([t,n])=>o(`will_wait.${t}`,{printers:C(e,n),count:n.length}))}function C(e,t){return t.length>3?o(`printers.number`,{count:t.length}):new Intl.ListFormat(e.locale.language).format(t)}function w(e){return[...new Set(e.loaded.map(({material:e})=>e).filter(Boolean))].join(`, `)}export{b as a,p as c,S as i,C as n,v as o,w as r,_ as s,y as t};