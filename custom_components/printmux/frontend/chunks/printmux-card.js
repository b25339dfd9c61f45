import{D as e,bt as t,gt as n,ht as r,mt as i,pt as a,st as o,v as s,xt as c}from"./mdi.js";import{c as l,d as u,f as d,i as f,l as p,m,n as h,r as g,s as _}from"./lit.js";import{G as v,H as y,R as b,W as x,f as S,i as C,n as w,o as T}from"./thumb.js";import{n as E}from"./targets.js";var D=m`
  :host {
    /* Below Home Assistant's own bar. */
    --pm-sticky: var(--header-height, 56px);
    display: block;
    container-type: inline-size;
  }
  .card,
  .board,
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 20px;
    align-content: start;
    min-width: 0;
  }
  .card {
    --pm-card-padding: 16px;
    padding: var(--pm-card-padding);
  }
  .part:is(printmux-journeys) {
    display: block;
  }
  .compact,
  .compact .board,
  .compact .part {
    gap: 12px;
  }
  .card.compact {
    --pm-card-padding: 12px;
  }
  /* As many rows as the dashboard says: what is more is scrolled to. */
  :host([fixed]) {
    --pm-sticky: 0px;
    height: 100%;
  }
  :host([fixed]) ha-card {
    height: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }
  /* On a wall there is room for what is on its way beside what is to be sent. */
  @container (min-width: 1100px) {
    .full .board:has(printmux-journeys:not([hidden])) {
      grid-template-columns: minmax(0, 1fr) 380px;
      gap: 32px;
    }
  }
  h1 {
    margin: 0;
    font-size: var(--pm-font-xl);
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
    font-size: var(--pm-font-l);
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
  @container (max-width: 480px) {
    .compact .empty,
    .empty.brief {
      grid-template-columns: auto 1fr;
    }
    .compact .empty .button,
    .brief .button {
      grid-column: 1 / -1;
    }
  }
`;function O(e){if(typeof e!=`object`||!e)throw Error(`The card's configuration is no mapping`);let{layout:t,printers:n,tags:r,title:i}=e;if(t!==void 0&&t!==`full`&&t!==`compact`)throw Error(`layout is "full" or "compact"`);for(let[e,t]of Object.entries({printers:n,tags:r}))if(t!==void 0&&!A(t))throw Error(`${e} is a list of texts`);if(i!==void 0&&typeof i!=`string`)throw Error(`title is a text`);return e}function k({grid_options:e}){return typeof e?.rows==`number`}function A(e){return Array.isArray(e)&&e.every(e=>typeof e==`string`)}function j(){return{schema:[{name:`title`,selector:{text:{}}},{name:`layout`,selector:{select:{mode:`list`,options:[`full`,`compact`].map(e=>({value:e,label:r(`editor.layout.${e}`)}))}}},{name:`printers`,selector:{device:{multiple:!0,entity:[{integration:`printmux`,domain:`switch`}]}}},{name:`tags`,selector:{text:{multiple:!0}}}],computeLabel:({name:e})=>r(`editor.${e}`),computeHelper:({name:e})=>e===`printers`||e===`tags`?r(`editor.${e}_help`):void 0,assertConfig:O}}var M=class extends t{constructor(...e){super(...e),this.can={dispatch:!1,manage:!1},this.layout=`full`,this.busy=!1,this.error=``}static{this.styles=[i,a,m`
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
        font-size: var(--pm-font-xl);
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
          font-size: var(--pm-font-l);
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
        /* Two lines of them, whether or not the file has been read yet. */
        .words.full printmux-facts {
          grid-area: 2 / 1 / auto / -1;
          min-height: 54px;
        }
      }
      @container (max-width: 240px) {
        .icon-button {
          display: none;
        }
        .hero printmux-thumb {
          --pm-thumb-size: 48px !important;
          --pm-icon-size: 24px !important;
        }
        .words.compact {
          display: contents;
        }
        .words.compact printmux-facts {
          grid-area: 2 / 1 / auto / -1;
        }
      }
      .compact {
        align-items: center;
      }
      .compact h2 {
        -webkit-line-clamp: 1;
        font-size: var(--pm-font-l);
      }
      .compact .words {
        gap: 4px;
      }
    `]}focus(){this.heading?.focus({preventScroll:!0})}render(){let{job:t,layout:i}=this;if(!t)return u;let a=i===`compact`;return d`<div class="hero ${i}">
      <printmux-thumb
        class=${a?``:`large`}
        .job=${t}
        .size=${a?56:128}
      ></printmux-thumb>
      <div class="words ${i}">
        <h2 tabindex="-1" dir="auto" title=${t.name}>
          <a href="/printmux/inbox/${t.id}" @click=${n}>${t.name}</a>
        </h2>
        <printmux-facts
          .hass=${this.hass}
          .job=${t}
          .brief=${a}
        ></printmux-facts>
      </div>
      ${this.can.manage&&t.state!==`dispatching`?d`<button
              class="icon-button"
              aria-label=${r(`delete.label`,{job:t.name})}
              title=${r(`delete`)}
              @click=${()=>void this.delete(t)}
            >
              <printmux-icon .path=${e}></printmux-icon>
            </button>`:d`<span class="gap"></span>`}
      ${this.error?d`<p class="error" role="alert">${this.error}</p>`:u}
    </div>`}async delete(e){if(this.hass&&!this.busy){this.busy=!0,this.error=``;try{await E(this,this.hass,e.id,e)}catch(e){this.error=b(e)}finally{this.busy=!1}}}};f([p({attribute:!1})],M.prototype,`job`,void 0),f([p({attribute:!1})],M.prototype,`can`,void 0),f([p()],M.prototype,`layout`,void 0),f([l()],M.prototype,`busy`,void 0),f([l()],M.prototype,`error`,void 0),f([_(`h2`)],M.prototype,`heading`,void 0),M=f([c(`printmux-hero`)],M);var N=class extends t{constructor(...e){super(...e),this.jobs=[],this.printers=new Map,this.can={dispatch:!1,manage:!1},this.most=5}static{this.styles=[i,a,m`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 4px;
        font-size: var(--pm-font-m);
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
        font-size: var(--pm-font-l);
        font-weight: 500;
        color: inherit;
        text-decoration: none;
      }
      a:hover {
        text-decoration: underline;
      }
    `]}render(){if(!this.jobs.length)return u;let e=this.jobs.length-this.most;return d`<h3>${r(`journeys.title`)}</h3>
      ${h(this.jobs.slice(0,this.most),e=>e.id,e=>this.renderJob(e))}
      ${e>0?d`<a class="button small" href="/printmux/inbox" @click=${n}
              >${r(`list.more`,{count:e})}</a
            >`:u}`}renderJob(e){return d`<article aria-labelledby=${`name-${e.id}`}>
      <header>
        <printmux-thumb .job=${e} .size=${40}></printmux-thumb>
        <a
          id=${`name-${e.id}`}
          href="/printmux/inbox/${e.id}"
          dir="auto"
          title=${e.name}
          @click=${n}
          >${e.name}</a
        >
        ${e.state===`dispatching`?u:d`<button
                class="icon-button"
                aria-label=${r(`dismiss`,{job:e.name})}
                @click=${()=>this.dispatchEvent(new CustomEvent(`dismiss`,{detail:{job:e}}))}
              >
                <printmux-icon .path=${s}></printmux-icon>
              </button>`}
      </header>
      <printmux-targets
        .hass=${this.hass}
        .job=${e}
        .printers=${this.printers}
        .can=${this.can}
      ></printmux-targets>
    </article>`}};f([p({attribute:!1})],N.prototype,`jobs`,void 0),f([p({attribute:!1})],N.prototype,`printers`,void 0),f([p({attribute:!1})],N.prototype,`can`,void 0),f([p({type:Number})],N.prototype,`most`,void 0),N=f([c(`printmux-journeys`)],N);var P=8,F=class{constructor(e,t,n){this.height=0,this.observer=new ResizeObserver(([e])=>{e&&this.measure(e.contentRect)}),this.host=e,this.name=t,this.filled=n,e.addController(this)}hostConnected(){this.observer.observe(this.host)}hostDisconnected(){this.observer.disconnect()}measure({width:e,height:t}){let n=[Math.round(e),Math.round(t)],r=I(this.name());if(this.filled()){let e=r.filter(([e])=>e!==n[0]);C(this.name(),[n,...e].slice(0,P))}else this.height||(this.height=r.find(([e])=>e===n[0])?.[1]??0,this.host.requestUpdate())}};function I(e){let t=w(e);return Array.isArray(t)?t.filter(L):[]}function L(e){return Array.isArray(e)&&e.length===2&&e.every(Number.isFinite)}var R=30,z=class extends t{static{this.styles=[i,a,m`
      :host {
        display: block;
        min-width: 0;
      }
      h3 {
        margin: 0 0 8px;
        font-size: var(--pm-font-m);
        font-weight: 500;
        color: var(--pm-dim);
      }
      ul {
        display: flex;
        gap: 8px;
        /* To the card's very edge: what goes on there is seen to do so. */
        margin: -4px calc(-1 * var(--pm-card-padding, 4px));
        padding: 4px var(--pm-card-padding, 4px);
        overflow-x: auto;
        list-style: none;
        scroll-snap-type: x proximity;
        scroll-padding-inline: var(--pm-card-padding, 4px);
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
    `]}constructor(){super(),this.jobs=[],new y(this)}render(){if(!this.hass||!this.jobs.length)return u;let e=this.jobs.length-R;return d`<h3 id="title">${r(`strip.title`,{count:this.jobs.length})}</h3>
      <ul
        aria-labelledby="title"
        @keydown=${e=>this.move(e)}
      >
        ${h(this.jobs.slice(0,R),e=>e.id,e=>this.renderJob(e))}
        ${e>0?d`<li>
                <a class="job rest" href="/printmux/inbox" @click=${n}
                  >${r(`list.more`,{count:e})}</a
                >
              </li>`:u}
      </ul>`}renderJob(e){let{hass:t}=this;if(!t)return u;let n=e.estimated_time_s?`${S(t.locale,e.estimated_time_s)} · `:``;return d`<li>
      <button
        class="job"
        title=${e.name}
        @click=${()=>this.dispatchEvent(new CustomEvent(`pick`,{detail:{id:e.id}}))}
      >
        <printmux-thumb .job=${e} .size=${44}></printmux-thumb>
        <span class="words">
          <span dir="auto">${e.name}</span>
          <span class="dim">${n}${T(t,e.created_at)}</span>
        </span>
      </button>
    </li>`}move(e){let t=getComputedStyle(this).direction===`rtl`?`ArrowLeft`:`ArrowRight`;if(e.key!==`ArrowLeft`&&e.key!==`ArrowRight`)return;let n=[...this.renderRoot.querySelectorAll(`.job`)],r=n.indexOf(e.target),i=n[r+(e.key===t?1:-1)];r>=0&&i&&(e.preventDefault(),i.focus())}};f([p({attribute:!1})],z.prototype,`jobs`,void 0),z=f([c(`printmux-strip`)],z);var B=6e5,V=864e5;function H(e){return e.state===`uploaded`||e.state===`awaiting_selection`}function U(e){return[...e].filter(H).sort(J)}function W(e,t,n){let r=e=>{if(e.state===`dispatching`)return!0;let r=e.ended_at&&!H(e)&&Date.parse(e.ended_at);return!r||t.has(G(e))||!e.targets.length?!1:n-r<(e.state===`failed`?V:B)};return[...e].filter(r).sort((e,t)=>q(e)-q(t)||J(e,t))}function G(e){return`${e.id} ${e.ended_at??``}`}function K(e,{printers:t=[],tags:n=[]}){return!t.length&&!n.length?e:new Map([...e].filter(([e,r])=>t.includes(e)||t.includes(r.name)||r.tags.some(e=>n.includes(e))))}function q(e){return e.targets.some(({state:e})=>e===`needs_attention`)?0:e.state===`dispatching`?1:e.state===`failed`?2:3}function J(e,t){return Date.parse(t.created_at)-Date.parse(e.created_at)||(e.id<t.id?1:-1)}var Y=6e4,X=12e3,Z=`printmux-dismissed`,Q=class extends t{static{this.styles=[i,a,D]}static getStubConfig(){return{}}static getConfigForm(){return j()}constructor(){super(),this.held=null,this.dismissed=$(),this.offered=null,this.shown=null,this.sorted=null,this.waiting=[],this.others=[],this.news=``,this.complete=!1,this.inbox=new x(this,()=>this.hass,()=>({view:`inbox`})),this.details=new x(this,()=>this.hass,()=>this.shown?{view:`job`,job_id:this.shown}:null),this.reserve=new F(this,()=>`printmux-size-${this.config?.layout??`full`}`,()=>this.complete),new y(this);for(let e of[`pointerdown`,`keydown`])this.addEventListener(e,()=>this.hold(this.shown,Y))}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.letGo),this.held=null}setConfig(e){this.config=O(e),this.toggleAttribute(`fixed`,k(this.config))}getCardSize(){return this.config?.layout===`compact`?5:12}getGridOptions(){return{columns:12,min_columns:6,rows:`auto`,min_rows:6}}willUpdate(){this.arrange();let e=!this.shown||this.details.board.status!==`loading`;this.complete||=this.inbox.board.status===`ready`&&e}render(){let{config:e,hass:t}=this;if(!e||!t||!this.speech.ready)return u;let{board:n}=this.inbox,r=n.status===`ready`||n.status===`stale`,i=this.complete&&(r||n.jobs.size>0),a=i||n.status===`error`?0:this.reserve.height;return d`<ha-card>
      ${i&&n.status===`stale`?this.renderBanner(n):u}
      <div
        class="card ${e.layout??`full`}"
        dir=${this.speech.direction}
        style=${g(a?{minHeight:`${a}px`}:{})}
      >
        ${e.title?d`<h1>${e.title}</h1>`:u}
        ${i&&r?u:this.renderBanner(r?v:n)}
        ${i?this.renderBoard(e):u}
      </div>
    </ha-card>`}renderBanner(e){return d`<printmux-banner
      dir=${this.speech.direction}
      .hass=${this.hass}
      .board=${e}
      @again=${()=>this.inbox.again()}
    ></printmux-banner>`}renderBoard(e){let{board:t}=this.inbox,n=this.heroJob(),r=W(t.jobs.values(),this.dismissed,Date.now());return d`<div class="board">
      <p class="reader" role="status">${this.news}</p>
      <div class="part">
        ${n?this.renderHero(e,n):u}
        <printmux-strip
          ?hidden=${!this.others.length}
          .hass=${this.hass}
          .jobs=${this.others}
          @pick=${e=>void this.goTo(e.detail.id)}
        ></printmux-strip>
        ${n?this.renderDispatch(e,n):this.renderEmpty(r.length>0)}
      </div>
      <printmux-journeys
        class="part"
        ?hidden=${!r.length}
        .hass=${this.hass}
        .jobs=${r}
        .printers=${t.printers}
        .can=${t.can}
        .most=${e.layout===`compact`?2:5}
        @dismiss=${e=>this.dismiss(e.detail.job)}
      ></printmux-journeys>
    </div>`}renderHero(e,t){return d`<printmux-hero
      .hass=${this.hass}
      .job=${t}
      .can=${this.inbox.board.can}
      .layout=${e.layout??`full`}
    ></printmux-hero>`}renderDispatch(e,t){let{printers:n,can:r}=this.inbox.board,i=this.offer(e,n),a=this.details.board.jobs.get(t.id);return d`<printmux-dispatch
      .hass=${this.hass}
      .job=${t}
      .verdicts=${a?.verdicts}
      .printers=${i}
      .limited=${i!==n}
      .can=${r}
      .layout=${e.layout??`full`}
      @sent=${()=>this.hold(t.id,X)}
      @done=${e=>void this.goTo(e.detail.undone?t.id:null)}
    ></printmux-dispatch>`}renderEmpty(e){return d`<div class="empty ${e?`brief`:``}">
      <printmux-icon .path=${o}></printmux-icon>
      <div>
        <p>${r(`empty.title`)}</p>
        <p class="dim">${r(`empty.text`)}</p>
      </div>
      <a class="button" href="/printmux/setup" @click=${n}
        >${r(`empty.setup`)}</a
      >
    </div>`}offer(e,t){return(this.offered?.all!==t||this.offered.config!==e)&&(this.offered={all:t,config:e,some:K(t,e)}),this.offered.some}arrange(){let{jobs:e}=this.inbox.board;e!==this.sorted&&(this.sorted=e,this.waiting=U(e.values()),this.others=[]);let t=this.heroJob(),n=t?.id??null;n===this.shown&&this.others.length||(this.others=this.waiting.filter(({id:e})=>e!==n)),n!==this.shown&&this.complete&&(this.news=t&&!this.held?r(`hero.waiting`,{job:t.name}):``),this.shown=n}heroJob(){let e=this.held===null?void 0:this.inbox.board.jobs.get(this.held),t=this.waiting.find(({state:e})=>e===`awaiting_selection`);return e??t??this.waiting[0]??null}hold(e,t){clearTimeout(this.letGo),this.held=e,this.letGo=setTimeout(()=>void this.release(),t)}async release(){let e=this.shown,t=this.shadowRoot?.activeElement;this.held=null,await this.updateComplete,t&&e!==this.shown&&this.hero?.focus()}async goTo(e){this.hold(e,Y),await this.updateComplete,this.hero?.focus()}dismiss(e){let t=[...this.dismissed,G(e)].slice(-100);this.dismissed=new Set(t),C(Z,t)}};f([l()],Q.prototype,`config`,void 0),f([l()],Q.prototype,`held`,void 0),f([l()],Q.prototype,`dismissed`,void 0),f([_(`printmux-hero`)],Q.prototype,`hero`,void 0),Q=f([c(`printmux-card`)],Q);function $(){let e=w(Z);return new Set(Array.isArray(e)?e.filter(e=>typeof e==`string`):[])}export{Q as PrintMuxCard};