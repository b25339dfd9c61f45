import{E as e,_ as t,at as n,dt as r,ft as i,mt as a,pt as o,vt as s,yt as c}from"./mdi.js";import{c as l,d as u,n as d,o as f,p,r as m,s as h,u as g}from"./lit.js";import{H as _,L as v,P as y,V as b,_ as x,c as S,h as C,n as w}from"./thumb.js";import"./targets.js";import{s as T}from"./printer-words.js";var E=p`
  :host {
    display: block;
  }
  .card {
    display: flex;
    flex-direction: column;
    gap: 20px;
    min-width: 0;
    padding: 16px;
  }
  .card.compact {
    gap: 12px;
    padding: 12px;
  }
  h1 {
    margin: 0;
    font-size: 1.25rem;
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .empty {
    --pm-icon-size: 56px;
    display: grid;
    gap: 16px;
    justify-items: center;
    padding: 32px 16px;
    text-align: center;
  }
  .empty > printmux-icon {
    color: var(--pm-dim);
  }
  .empty p {
    margin: 0;
    line-height: 1.5;
  }
  .empty p:first-child {
    font-size: 1.125rem;
  }
  .compact .empty,
  .empty.brief {
    --pm-icon-size: 32px;
    grid-template-columns: auto 1fr auto;
    align-items: center;
    justify-items: start;
    padding: 4px 0;
    text-align: start;
  }
  @media (max-width: 480px) {
    .compact .empty,
    .empty.brief {
      grid-template-columns: auto 1fr;
    }
    .compact .empty .button,
    .brief .button {
      grid-column: 1 / -1;
    }
  }
`;function D(e){if(typeof e!=`object`||!e)throw Error(`The card's configuration is no mapping`);let{layout:t,printers:n,tags:r,title:i}=e;if(t!==void 0&&t!==`full`&&t!==`compact`)throw Error(`layout is "full" or "compact"`);for(let[e,t]of Object.entries({printers:n,tags:r}))if(t!==void 0&&!O(t))throw Error(`${e} is a list of texts`);if(i!==void 0&&typeof i!=`string`)throw Error(`title is a text`);return e}function O(e){return Array.isArray(e)&&e.every(e=>typeof e==`string`)}function k(){return{schema:[{name:`title`,selector:{text:{}}},{name:`layout`,selector:{select:{mode:`list`,options:[`full`,`compact`].map(e=>({value:e,label:o(`editor.layout.${e}`)}))}}},{name:`printers`,selector:{device:{multiple:!0,entity:[{integration:`printmux`,domain:`switch`}]}}},{name:`tags`,selector:{text:{multiple:!0}}}],computeLabel:({name:e})=>o(`editor.${e}`),computeHelper:({name:e})=>e===`printers`||e===`tags`?o(`editor.${e}_help`):void 0,assertConfig:D}}var A=class extends s{constructor(...e){super(...e),this.can={dispatch:!1,manage:!1},this.layout=`full`,this.busy=!1,this.error=``}static{this.styles=[i,r,p`
      :host {
        display: block;
        min-width: 0;
        container-type: inline-size;
      }
      .hero {
        display: grid;
        grid-template-columns: auto 1fr auto;
        gap: 4px 16px;
        align-items: start;
      }
      .hero > .icon-button,
      .hero > .gap {
        grid-area: 1 / 3;
      }
      .words {
        display: grid;
        gap: 10px;
        align-content: center;
        min-width: 0;
        min-height: 100%;
      }
      h2 {
        display: -webkit-box;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
        overflow: hidden;
        margin: 0;
        font-size: 1.375rem;
        font-weight: 400;
        line-height: 1.3;
        overflow-wrap: anywhere;
        outline: none;
      }
      a {
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
      p {
        grid-column: 1 / -1;
        margin: 0;
      }
      @container (max-width: 480px) {
        .hero {
          gap: 8px 12px;
        }
        h2 {
          font-size: 1.125rem;
        }
        .large {
          --pm-thumb-size: 80px !important;
          --pm-icon-size: 40px !important;
        }
        .words.full {
          display: contents;
        }
        .words.full h2 {
          align-self: center;
        }
        .words.full printmux-facts {
          grid-area: 2 / 1 / auto / -1;
        }
      }
      .compact {
        align-items: center;
      }
      .compact h2 {
        -webkit-line-clamp: 1;
        font-size: 1.0625rem;
      }
      .compact .words {
        gap: 4px;
      }
    `]}focus(){this.heading?.focus({preventScroll:!0})}render(){let{job:t,layout:n}=this;if(!t)return g;let r=n===`compact`;return u`<div class="hero ${n}">
      <printmux-thumb
        class=${r?``:`large`}
        .job=${t}
        .size=${r?56:128}
      ></printmux-thumb>
      <div class="words ${n}">
        <h2 tabindex="-1" title=${t.name}>
          <a href="/printmux/inbox/${t.id}" @click=${a}
            ><bdi>${t.name}</bdi></a
          >
        </h2>
        <printmux-facts
          .hass=${this.hass}
          .job=${t}
          .brief=${r}
        ></printmux-facts>
      </div>
      ${this.can.manage&&t.state!==`dispatching`?u`<button
              class="icon-button"
              aria-label=${o(`delete.label`,{job:t.name})}
              title=${o(`delete.confirm`)}
              ?disabled=${this.busy}
              @click=${()=>void this.delete(t)}
            >
              <printmux-icon .path=${e}></printmux-icon>
            </button>`:u`<span class="gap"></span>`}
      ${this.error?u`<p class="error" role="alert">${this.error}</p>`:g}
    </div>`}async delete(e){if(await T(this,{title:o(`delete.title`,{job:e.name}),text:o(`delete.text`),confirm:o(`delete.confirm`),danger:!0})&&this.hass&&!this.busy){this.busy=!0,this.error=``;try{await y(this.hass,e.id)}catch(e){this.error=v(e)}finally{this.busy=!1}}}};m([l({attribute:!1})],A.prototype,`job`,void 0),m([l({attribute:!1})],A.prototype,`can`,void 0),m([l()],A.prototype,`layout`,void 0),m([h()],A.prototype,`busy`,void 0),m([h()],A.prototype,`error`,void 0),m([f(`h2`)],A.prototype,`heading`,void 0),A=m([c(`printmux-hero`)],A);var j=class extends s{constructor(...e){super(...e),this.jobs=[],this.printers=new Map,this.can={dispatch:!1,manage:!1},this.most=5}static{this.styles=[i,r,p`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 0.875rem;
        font-weight: 500;
        color: var(--pm-dim);
      }
      article {
        padding-block: 8px;
      }
      article + article {
        border-block-start: 1px solid var(--pm-line);
      }
      header {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 44px;
      }
      header a {
        flex: 1;
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-size: 1rem;
        font-weight: 500;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
    `]}render(){if(!this.jobs.length)return g;let e=this.jobs.length-this.most;return u`<h3>${o(`journeys.title`)}</h3>
      ${d(this.jobs.slice(0,this.most),e=>e.id,e=>this.renderJob(e))}
      ${e>0?u`<a class="button small" href="/printmux/inbox" @click=${a}
              >${o(`list.more`,{count:e})}</a
            >`:g}`}renderJob(e){return u`<article>
      <header>
        <printmux-thumb .job=${e} .size=${40}></printmux-thumb>
        <a href="/printmux/inbox/${e.id}" title=${e.name} @click=${a}
          ><bdi>${e.name}</bdi></a
        >
        ${e.state===`dispatching`?g:u`<button
                class="icon-button"
                aria-label=${o(`dismiss`,{job:e.name})}
                @click=${()=>this.dispatchEvent(new CustomEvent(`dismiss`,{detail:{job:e}}))}
              >
                <printmux-icon .path=${t}></printmux-icon>
              </button>`}
      </header>
      <printmux-targets
        .hass=${this.hass}
        .job=${e}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-targets>
    </article>`}};m([l({attribute:!1})],j.prototype,`jobs`,void 0),m([l({attribute:!1})],j.prototype,`printers`,void 0),m([l({attribute:!1})],j.prototype,`can`,void 0),m([l({type:Number})],j.prototype,`most`,void 0),j=m([c(`printmux-journeys`)],j);var M=30,N=class extends s{static{this.styles=[i,r,p`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 8px;
        font-size: 0.875rem;
        font-weight: 500;
        color: var(--pm-dim);
      }
      ul {
        display: flex;
        gap: 8px;
        margin: -4px;
        padding: 4px;
        overflow-x: auto;
        list-style: none;
        scroll-snap-type: x proximity;
        scroll-padding-inline: 4px;
        scrollbar-width: thin;
        overscroll-behavior-x: contain;
      }
      li {
        flex: none;
        max-width: min(240px, 80%);
        scroll-snap-align: start;
      }
      .job {
        display: flex;
        align-items: center;
        gap: 10px;
        width: 100%;
        min-height: 56px;
        padding: 6px;
        padding-inline-end: 14px;
        border: 1px solid var(--pm-line);
        border-radius: var(--pm-radius);
        color: inherit;
        text-decoration: none;
      }
      .job:hover {
        background: var(--pm-accent-tint);
      }
      .words {
        display: grid;
        min-width: 0;
      }
      .words span {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .rest {
        padding-inline: 14px;
        white-space: nowrap;
      }
    `]}constructor(){super(),this.jobs=[],new b(this)}render(){if(!this.hass||!this.jobs.length)return g;let e=this.jobs.length-M;return u`<h3 id="title">${o(`strip.title`,{count:this.jobs.length})}</h3>
      <ul
        aria-labelledby="title"
        @keydown=${e=>this.move(e)}
      >
        ${d(this.jobs.slice(0,M),e=>e.id,e=>this.renderJob(e))}
        ${e>0?u`<li>
                <a class="job rest" href="/printmux/inbox" @click=${a}
                  >${o(`list.more`,{count:e})}</a
                >
              </li>`:g}
      </ul>`}renderJob(e){let{hass:t}=this;if(!t)return g;let n=e.estimated_time_s?`${S(t.locale,e.estimated_time_s)} · `:``;return u`<li>
      <button
        class="job"
        title=${e.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`pick`,{detail:{id:e.id}}))}
      >
        <printmux-thumb .job=${e} .size=${44}></printmux-thumb>
        <span class="words">
          <span><bdi>${e.name}</bdi></span>
          <span class="dim">${n}${w(t,e.created_at)}</span>
        </span>
      </button>
    </li>`}move(e){let t=getComputedStyle(this).direction===`rtl`?`ArrowLeft`:`ArrowRight`;if(e.key!==`ArrowLeft`&&e.key!==`ArrowRight`)return;let n=[...this.renderRoot.querySelectorAll(`.job`)],r=n.indexOf(e.target),i=n[r+(e.key===t?1:-1)];r>=0&&i&&(e.preventDefault(),i.focus())}};m([l({attribute:!1})],N.prototype,`jobs`,void 0),N=m([c(`printmux-strip`)],N);var P=6e5,F=864e5;function I(e){return e.state===`uploaded`||e.state===`awaiting_selection`}function L(e){return[...e].filter(I).sort(H)}function R(e,t,n){let r=e=>{if(e.state===`dispatching`)return!0;let r=e.ended_at&&!I(e)&&Date.parse(e.ended_at);return!r||t.has(z(e))||!e.targets.length?!1:n-r<(e.state===`failed`?F:P)};return[...e].filter(r).sort((e,t)=>V(e)-V(t)||H(e,t))}function z(e){return`${e.id} ${e.ended_at??``}`}function B(e,{printers:t=[],tags:n=[]}){return!t.length&&!n.length?e:new Map([...e].filter(([e,r])=>t.includes(e)||t.includes(r.name)||r.tags.some(e=>n.includes(e))))}function V(e){return e.targets.some(({state:e})=>e===`needs_attention`)?0:e.state===`dispatching`?1:e.state===`failed`?2:3}function H(e,t){return Date.parse(t.created_at)-Date.parse(e.created_at)||(e.id<t.id?1:-1)}var U=6e4,W=12e3,G=`printmux-dismissed`,K=class extends s{static{this.styles=[i,r,E]}static getStubConfig(){return{}}static getConfigForm(){return k()}constructor(){super(),this.held=null,this.dismissed=q(),this.offered=null,this.shown=null,this.inbox=new _(this,()=>this.hass,()=>({view:`inbox`})),this.details=new _(this,()=>this.hass,()=>this.shown?{view:`job`,job_id:this.shown}:null),new b(this);for(let e of[`pointerdown`,`keydown`])this.addEventListener(e,()=>this.hold(this.shown,U))}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.letGo),this.held=null}setConfig(e){this.config=D(e)}getCardSize(){return this.config?.layout===`compact`?5:12}getGridOptions(){return{columns:12,min_columns:6,rows:`auto`}}willUpdate(){this.shown=this.heroJob()?.id??null}render(){let{config:e,hass:t}=this;if(!e||!t||!this.speech.ready)return g;let{board:n}=this.inbox,r=n.status===`ready`||n.jobs.size>0;return u`<ha-card>
      <div class="card ${e.layout??`full`}" dir=${this.speech.direction}>
        ${e.title?u`<h1>${e.title}</h1>`:g}
        <printmux-banner
          ?hidden=${n.status===`ready`}
          .hass=${t}
          .board=${n}
          @again=${()=>this.inbox.again()}
        ></printmux-banner>
        ${r?this.renderBoard(e):g}
      </div>
    </ha-card>`}renderBoard(e){let{board:t}=this.inbox,n=e.layout===`compact`,r=this.heroJob(),i=L(t.jobs.values()).filter(({id:e})=>e!==r?.id),a=R(t.jobs.values(),this.dismissed,Date.now());return u`${r?this.renderHero(e,r):g}
      <printmux-strip
        ?hidden=${!i.length}
        .hass=${this.hass}
        .jobs=${i}
        @pick=${e=>void this.pick(e.detail.id)}
      ></printmux-strip>
      ${r?this.renderDispatch(e,r):this.renderEmpty(a.length>0)}
      <printmux-journeys
        ?hidden=${!a.length}
        .hass=${this.hass}
        .jobs=${a}
        .printers=${t.printers}
        .can=${t.can}
        .most=${n?2:5}
        @dismiss=${e=>this.dismiss(e.detail.job)}
      ></printmux-journeys>`}renderHero(e,t){return u`<printmux-hero
      .hass=${this.hass}
      .job=${t}
      .can=${this.inbox.board.can}
      .layout=${e.layout??`full`}
    ></printmux-hero>`}renderDispatch(e,t){let{printers:n,can:r}=this.inbox.board,i=this.offer(e,n),a=this.details.board.jobs.get(t.id);return u`<printmux-dispatch
      .hass=${this.hass}
      .job=${t}
      .verdicts=${a?.verdicts}
      .printers=${i}
      .limited=${i!==n}
      .can=${r}
      .layout=${e.layout??`full`}
      @sent=${()=>this.hold(t.id,W)}
      @done=${e=>void this.goOn(t,e.detail.undone)}
    ></printmux-dispatch>`}renderEmpty(e){return u`<div class="empty ${e?`brief`:``}">
      <printmux-icon .path=${n}></printmux-icon>
      <div>
        <p>${o(`empty.title`)}</p>
        <p class="dim">${o(`empty.text`)}</p>
      </div>
      <a class="button" href="/printmux/setup" @click=${a}
        >${o(`empty.setup`)}</a
      >
    </div>`}offer(e,t){return(this.offered?.all!==t||this.offered.config!==e)&&(this.offered={all:t,config:e,some:B(t,e)}),this.offered.some}heroJob(){let{jobs:e}=this.inbox.board;return(this.held===null?void 0:e.get(this.held))??L(e.values())[0]??null}hold(e,t){clearTimeout(this.letGo),this.held=e,this.letGo=setTimeout(()=>this.held=null,t)}async pick(e){this.hold(e,U),await this.updateComplete,this.hero?.focus()}async goOn(e,t){this.hold(t?e.id:null,U),await this.updateComplete,this.hero?.focus()}dismiss(e){let t=[...this.dismissed,z(e)].slice(-100);this.dismissed=new Set(t),x(G,t)}};m([h()],K.prototype,`config`,void 0),m([h()],K.prototype,`held`,void 0),m([h()],K.prototype,`dismissed`,void 0),m([f(`printmux-hero`)],K.prototype,`hero`,void 0),K=m([c(`printmux-card`)],K);function q(){let e=C(G);return new Set(Array.isArray(e)?e.filter(e=>typeof e==`string`):[])}export{K as PrintMuxCard};