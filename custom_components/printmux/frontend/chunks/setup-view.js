import{S as e,St as t,a as n,bt as r,f as i,gt as a,mt as o,ot as s,p as c,pt as l,r as u,xt as d}from"./mdi.js";import{c as f,d as p,f as m,i as h,l as g,m as _,n as v,s as y,u as b}from"./lit.js";import{G as x,H as S,R as C,W as ee,c as te,d as w,i as T,n as E,o as D}from"./thumb.js";import{t as O}from"./clipboard.js";var k=t({"address.external":`from outside`,"address.here":`as your browser uses it`,"address.internal":`at home`,"address.own_port":`PrintMux's own port`,"address.pick":`Address that your slicer uses`,"caution.certificate":`{slicer} refuses certificates that you made yourself. If this address has such a one, use one with http://.`,"caution.cloud":`This address goes through Home Assistant Cloud, where large uploads may be cut off. Use an address in your own network.`,"caution.loopback":`This address is for slicers on the same computer as Home Assistant only.`,"caution.mixed":`A page from https:// may only talk to https:// addresses.`,"caution.outside":`A proxy before Home Assistant may refuse large files: have it let through {size}.`,"contact.key":`{slicer}'s test was seen {time}, with the key “{key}”.`,"contact.keyless":`{slicer}'s test was seen {time}, without a key.`,"contact.refused":`{slicer} was refused {time}: its key is wrong or missing.`,"contact.slicer":`A slicer`,copy:`Copy`,"copy.done":`Copied`,"copy.failed":`Press Ctrl+C to copy`,"copy.name":`Copy: {name}`,"cura_moonraker.1":`Install “Moonraker Connection” from Cura's Marketplace, and start Cura anew.`,"cura_moonraker.2":`Open the printer menu → “Manage printers” → “Connect Moonraker”.`,"cura_moonraker.address":`Enter as “Address (URL)”, with the / at its end:`,"cura_moonraker.key":`Enter as “API-Key”, then press “Create”:`,"cura_moonraker.send":`Leave “G-code” on the tab “Upload”. Slice, then choose “Upload to …” at the arrow beside “Save to Disk”.`,"cura_octoprint.1":`Install “OctoPrint Connection” from Cura's Marketplace, and start Cura anew.`,"cura_octoprint.2":`Open the printer menu → “Manage printers” → “Connect OctoPrint”.`,"cura_octoprint.host":`Choose PrintMux in the list. If it is not there, press “Add” and enter as “IP Address or Hostname”:`,"cura_octoprint.https":`Switch “Use HTTPS” on.`,"cura_octoprint.path":`Enter as “Path”:`,"cura_octoprint.plain":`Leave “Use HTTPS” off.`,"cura_octoprint.port":`Enter as “Port Number”:`,"cura_octoprint.request":`Press “Request…”, then allow it in Home Assistant under Settings → Repairs. The key gets into Cura by itself.`,"cura_octoprint.send":`Press “Connect” and “Close”. Slice, then press “Print with OctoPrint”.`,"first.another":`Waiting for the next upload`,"first.arrived":`It works: {slicer} has sent a file.`,"first.arrived.unnamed":`It works: a file has come.`,"first.key":`with the key “{name}”`,"first.last":`Last upload {time}`,"first.open":`Open in the inbox`,"first.title":`Try it`,"first.waiting":`Waiting for your first upload`,"help.403":`403, or a wrong or missing key: copy the key once more, without spaces around it.`,"help.404":`404: nothing but /printmux may follow the address.`,"help.error":`Nothing at all: open the address in a browser on the computer with the slicer.`,"help.title":`If the slicer can't connect`,intro:`Your slicer sends to PrintMux as to a printer with OctoPrint or Moonraker.`,"key.ask":`Ask an administrator for a slicer key.`,"key.create":`Make the key`,"key.expired":`expired`,"key.expires":`expires {date}`,"key.manage":`Remove keys`,"key.missing":`A slicer key. Make a new one if you have none at hand.`,"key.name":`Name of the new key`,"key.new":`New key`,"key.none":`There is no slicer key yet.`,"key.once":`This key is shown only now. Copy it into your slicer before you leave this page.`,"key.prefix":`begins with {prefix}`,"key.title":`Slicer keys`,"key.unused":`never used`,"key.used":`used {time}`,"kirimoto.address":`Open “Device”, and enter as “host”, without a / at its end:`,"kirimoto.key":`Enter the API key:`,"kirimoto.origin":`The page's address has to be in PrintMux's option “Web page that may upload”; https://grid.space is.`,"kirimoto.type":`Choose the type “octoprint” or “moonraker”.`,"orca.address":`Enter as “Hostname, IP or URL”:`,"orca.key":`Enter as “API Key / Password”:`,"orca.open":`Click the Wi-Fi icon beside the printer.`,"orca.send":`Slice, then choose “Print” or “Upload” beside it.`,"orca.test":`Press “Test”, then “OK”.`,"orca.type":`Choose the host type “Octo/Klipper”. From version 2.4 on, “Moonraker (Klipper)” works too.`,"other.address":`Choose OctoPrint or Moonraker as the kind of host, and enter the address:`,"other.command":`Or send a file by hand:`,"other.key":`Enter the key as the API key:`,picker:`Your slicer`,"prusa.address":`Enter as “Hostname, IP or URL”:`,"prusa.key":`Enter as “API Key / Password”:`,"prusa.open":`Click the gear beside the printer, and choose “Add physical printer”.`,"prusa.send":`Slice, then press “G→” beside “Export G-code”, and “Upload” or “Upload and Print”.`,"prusa.test":`Press “Test”: it says that the connection works correctly. Then press “OK”.`,"prusa.type":`Choose the host type “OctoPrint”.`,"slicer.other":`Something else`,"steps.title":`Steps in {slicer}`,"steps.title.other":`Steps`},Object.assign({"./de/setup.json":()=>import(`./de-setup.js`),"./es/setup.json":()=>import(`./es-setup.js`),"./fr/setup.json":()=>import(`./fr-setup.js`),"./nl/setup.json":()=>import(`./nl-setup.js`),"./pl/setup.json":()=>import(`./pl-setup.js`),"./zh-Hans/setup.json":()=>import(`./zh-Hans-setup.js`)})),A=/^(localhost|127\..*|\[::1\])$/;function ne(e,t){let{internal:n,external:r}=e.urls,i=[],a=(e,t)=>{let n=re(t);n&&!i.some(e=>e.url===n.origin)&&i.push({kind:e,url:n.origin,caution:j(e,n)})};return a(`internal`,n),a(`here`,t),a(`external`,r),a(`own_port`,N(e,i[0]?.url)),i.sort((e,t)=>M(e)-M(t))}function re(e){try{return e?new URL(e):null}catch{return null}}function j(e,{hostname:t}){return t.endsWith(`.nabu.casa`)?`cloud`:A.test(t)?`loopback`:e===`external`?`outside`:null}function M({kind:e,caution:t}){return e===`own_port`?3:t===`cloud`?2:+!!t}function N(e,t){if(!e.own_port||!t)return null;let{protocol:n,port:r,hostname:i}=new URL(t);return`${n===`https:`&&r?`https:`:`http:`}//${i}:${e.own_port}`}function P(e){let{hostname:t,port:n,protocol:r}=new URL(e),i=r===`https:`;return{host:t,port:n||(i?`443`:`80`),https:i}}var F=3e3,I=class extends b{constructor(...e){super(...e),this.name=``,this.value=``,this.said=``}static{this.styles=[o,l,_`
      :host {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        min-width: 0;
      }
      input {
        flex: 1 1 12em;
        min-width: 0;
        font-family: var(--code-font-family, ui-monospace, monospace);
        text-overflow: ellipsis;
      }
      button {
        min-width: 104px;
      }
      .done {
        color: var(--pm-good-text);
      }
    `]}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer),this.said=``}render(){let{said:t}=this;return m`
      <input
        readonly
        dir="ltr"
        aria-label=${this.name}
        .value=${this.value}
        @focus=${()=>this.input.select()}
      />
      <button
        class="button ${t}"
        aria-label=${k(`copy.name`,{name:this.name})}
        @click=${()=>void this.copy()}
      >
        <printmux-icon
          .path=${t===`done`?i:e}
        ></printmux-icon>
        ${k(t===``?`copy`:`copy.${t}`)}
      </button>
      <span class="reader" role="status">${t&&k(`copy.${t}`)}</span>
    `}async copy(){let e=await O(this.value);e||(this.input.focus(),this.input.select()),this.said=e?`done`:`failed`,clearTimeout(this.timer),this.timer=setTimeout(()=>this.said=``,F)}};h([g()],I.prototype,`name`,void 0),h([g()],I.prototype,`value`,void 0),h([y(`input`)],I.prototype,`input`,void 0),h([f()],I.prototype,`said`,void 0),I=h([d(`printmux-copy-field`)],I);var L=36e5,R=new Set([`octoprint`,`moonraker`]);function z({hub:e,jobs:t}){let n=[...t.values()].map(e=>e.created_at);return(e?.last_upload?[...n,e.last_upload]:n).sort(H).at(-1)??null}function B({jobs:e},t){return[...e.values()].filter(e=>R.has(e.source)&&H(e.created_at,t??``)>0).sort((e,t)=>H(e.created_at,t.created_at)).at(-1)??null}function V(e,t=Date.now()){let n=e.hub?.last_contact;return n&&t-Date.parse(n.at)<L&&H(n.at,z(e)??``)>0?n:null}function H(e,t){return(Date.parse(e)||0)-(Date.parse(t)||0)}var U=class extends r{static{this.styles=[o,l,_`
      :host {
        display: block;
      }
      .row {
        display: flex;
        align-items: center;
        gap: 12px;
        min-height: 64px;
        --pm-icon-size: 32px;
      }
      .row > div {
        display: grid;
        flex: 1;
        gap: 4px;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .arrived > printmux-icon {
        color: var(--pm-good-text);
      }
      .waiting > printmux-icon {
        color: var(--pm-dim);
        animation: turn 3s ease-in-out infinite;
      }
      b {
        font-weight: 500;
      }
      .contact {
        display: flex;
        gap: 6px;
        --pm-icon-size: 20px;
      }
      .contact printmux-icon {
        flex: none;
      }
      .good {
        color: var(--pm-good-text);
      }
      a {
        color: var(--pm-accent-text);
      }
      @keyframes turn {
        70%,
        100% {
          rotate: 180deg;
        }
      }
    `]}constructor(){super(),this.board=x,new S(this)}willUpdate(e){e.has(`board`)&&this.since===void 0&&this.board.hub&&(this.since=z(this.board))}render(){if(this.since===void 0)return p;let e=B(this.board,this.since);return m`<div role="status">
      ${e?this.renderArrived(e):this.renderWaiting(this.since)}
    </div>`}renderWaiting(e){let t=e&&this.hass?D(this.hass,e):null;return m`<div class="row waiting">
      <printmux-icon .path=${s}></printmux-icon>
      <div>
        <b>${k(t?`first.another`:`first.waiting`)}</b>
        ${t?m`<span class="dim">${k(`first.last`,{time:t})}</span>`:p}
        ${this.renderContact()}
      </div>
    </div>`}renderContact(){let e=V(this.board);if(!e||!this.hass)return p;let t=D(this.hass,e.at);return m`<span class="contact ${e.accepted?`good`:`error`}">
      <printmux-icon
        .path=${e.accepted?i:u}
      ></printmux-icon>
      <span>${W(e,t)}</span>
    </span>`}renderArrived(e){let{slicer:t}=e;return m`<div class="row arrived">
      <printmux-icon .path=${c}></printmux-icon>
      <printmux-thumb .job=${e} .size=${64}></printmux-thumb>
      <div>
        <b>${t?k(`first.arrived`,{slicer:t}):k(`first.arrived.unnamed`)}</b>
        <span dir="auto">${e.name}</span>
        ${e.key_name?m`<span class="dim">${k(`first.key`,{name:e.key_name})}</span>`:p}
        <a href="/printmux/inbox/${e.id}" @click=${a}>${k(`first.open`)}</a>
      </div>
    </div>`}};h([g({attribute:!1})],U.prototype,`board`,void 0),U=h([d(`printmux-first-upload`)],U);function W(e,t){let{accepted:n,key_name:r}=e,i=e.slicer??k(`contact.slicer`);return n?r?k(`contact.key`,{slicer:i,time:t,key:r}):k(`contact.keyless`,{slicer:i,time:t}):k(`contact.refused`,{slicer:i,time:t})}var G=`config/config_entries/subentries/flow`;async function K(e,t,n){let r=await q(e,G,{handler:[t,`slicer_key`]});if(r.type!==`form`)throw Error(r.reason??r.type);let i=`${G}/${r.flow_id}`,a=null;try{a=await q(e,i,{name:n})}finally{a?.type!==`create_entry`&&e.callApi(`DELETE`,i).catch(()=>void 0)}let o=a.description_placeholders?.api_key;if(!o)throw Error(Object.values(a.errors??{})[0]??a.reason??a.type);return o}async function q(e,t,n){try{return await e.callApi(`POST`,t,n)}catch(e){throw Error(J(e),{cause:e})}}function J(e){let{body:t,error:n,message:r}=e;return t?.message??n??r??String(e)}var Y=class extends r{static{this.styles=[o,l,_`
      :host {
        display: grid;
        gap: 16px;
      }
      ul {
        display: grid;
        gap: 8px;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0 12px;
        overflow-wrap: anywhere;
      }
      li b {
        flex: 1 1 100%;
        font-weight: 500;
      }
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px;
      }
      label {
        display: grid;
        flex: 1 1 12em;
        gap: 4px;
        min-width: 0;
      }
      input {
        min-width: 0;
        width: 100%;
      }
      .new {
        display: grid;
        gap: 8px;
        padding: 12px;
        border-radius: var(--pm-radius-small);
        background: color-mix(in srgb, var(--pm-good) 14%, transparent);
      }
      .new p,
      .error {
        margin: 0;
      }
      .manage {
        color: var(--pm-accent-text);
      }
    `]}constructor(){super(),this.suggestion=``,this.made=null,this.name=null,this.pending=!1,this.error=``,new S(this)}begin(){this.input?.focus(),this.input?.select()}render(){let{hass:e,hub:t}=this;return!e||!t?p:m`
      ${this.made?this.renderMade(this.made):p}
      ${t.keys.length?m`<ul>
              ${v(t.keys,e=>e.id,t=>ie(e,t))}
            </ul>`:m`<span class="dim">${k(`key.none`)}</span>`}
      ${this.renderForm(e,t)}
      <a
        class="manage"
        href="/config/integrations/integration/printmux"
        @click=${a}
        >${k(`key.manage`)}</a
      >
    `}renderMade({name:e,key:t}){return m`<div class="new" role="status">
      <p>${k(`key.once`)}</p>
      <printmux-copy-field .name=${e} .value=${t}></printmux-copy-field>
    </div>`}renderForm(e,t){let n=this.name??this.suggestion;return m`<form
      @submit=${r=>{r.preventDefault(),this.create(e,t,n.trim())}}
    >
      <label
        >${k(`key.name`)}
        <input
          required
          maxlength="64"
          .value=${n}
          @input=${e=>this.name=e.target.value}
        />
      </label>
      <button class="button" ?disabled=${this.pending||!n.trim()}>
        ${k(`key.create`)}
      </button>
      ${this.error?m`<p class="error" role="alert">${this.error}</p>`:p}
    </form>`}async create(e,t,n){if(!this.pending&&n){this.pending=!0,this.error=``;try{let r=await K(e,t.entry_id,n);this.made={name:n,key:r},this.name=null,this.dispatchEvent(new CustomEvent(`made`,{detail:r}))}catch(e){this.error=C(e)}finally{this.pending=!1}}}};h([g({attribute:!1})],Y.prototype,`hub`,void 0),h([g()],Y.prototype,`suggestion`,void 0),h([y(`input`)],Y.prototype,`input`,void 0),h([f()],Y.prototype,`made`,void 0),h([f()],Y.prototype,`name`,void 0),h([f()],Y.prototype,`pending`,void 0),h([f()],Y.prototype,`error`,void 0),Y=h([d(`printmux-slicer-keys`)],Y);function ie(e,t){let{name:n,prefix:r,last_used:i,expires_at:a}=t;return m`<li>
    <b>${n}</b>
    <span class="dim">${k(`key.prefix`,{prefix:r})}</span>
    <span class="dim" title=${i?te(e,i):p}
      >${i?k(`key.used`,{time:D(e,i)}):k(`key.unused`)}</span
    >
    ${a?ae(e,a):p}
  </li>`}function ae(e,t){let n=new Date(`${t}T00:00:00`);if(n.getTime()<=Date.now())return m`<span class="error">${k(`key.expired`)}</span>`;let r=n.toLocaleDateString(e.locale.language,{dateStyle:`medium`});return m`<span class="dim">${k(`key.expires`,{date:r})}</span>`}var X=e=>[{text:`prusa.open`},{text:`prusa.type`},{text:`prusa.address`,copy:e},{text:`prusa.key`,key:!0},{text:`prusa.test`},{text:`prusa.send`}],Z=[{id:`orca`,name:`OrcaSlicer`,takesOwnCertificates:!0,steps:e=>[{text:`orca.open`},{text:`orca.type`},{text:`orca.address`,copy:e},{text:`orca.key`,key:!0},{text:`orca.test`},{text:`orca.send`}]},{id:`prusa`,name:`PrusaSlicer`,takesOwnCertificates:!1,steps:X},{id:`super`,name:`SuperSlicer`,takesOwnCertificates:!1,steps:X},{id:`cura_octoprint`,name:`Cura (OctoPrint Connection)`,takesOwnCertificates:!0,steps:e=>{let{host:t,port:n,https:r}=P(e);return[{text:`cura_octoprint.1`},{text:`cura_octoprint.2`},{text:`cura_octoprint.host`,copy:t},{text:`cura_octoprint.port`,copy:n},{text:`cura_octoprint.path`,copy:`/`},{text:r?`cura_octoprint.https`:`cura_octoprint.plain`},{text:`cura_octoprint.request`},{text:`cura_octoprint.send`}]}},{id:`cura_moonraker`,name:`Cura (Moonraker Connection)`,takesOwnCertificates:!1,steps:e=>[{text:`cura_moonraker.1`},{text:`cura_moonraker.2`},{text:`cura_moonraker.address`,copy:`${e}/`},{text:`cura_moonraker.key`,key:!0},{text:`cura_moonraker.send`}]},{id:`kirimoto`,name:`kiri:moto`,takesOwnCertificates:!1,isPage:!0,steps:e=>[{text:`kirimoto.address`,copy:e},{text:`kirimoto.type`},{text:`kirimoto.key`,key:!0},{text:`kirimoto.origin`}]},{id:`other`,name:null,takesOwnCertificates:!0,steps:(e,t)=>[{text:`other.address`,copy:e},{text:`other.key`,key:!0},{text:`other.command`,copy:`curl -H "X-Api-Key: ${t}" -F print=false -F file=@part.gcode ${e}/api/files/local`}]}],oe=_`
  :host {
    display: block;
    max-width: 1200px;
    margin: 0 auto;
    padding: var(--pm-space);
    line-height: 1.5;
  }
  :host([narrow]) {
    padding: 8px;
  }
  printmux-banner {
    margin-block-end: 12px;
  }
  .intro {
    margin: 0 0 12px;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    align-items: start;
    gap: 16px;
  }
  .columns > div {
    display: grid;
    gap: 16px;
  }
  @media (max-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  section {
    display: grid;
    gap: 12px;
    min-width: 0;
    padding: 16px;
    border: 1px solid var(--ha-card-border-color, var(--pm-line));
    border-radius: var(--pm-radius);
    background: var(--pm-surface);
  }
  h2 {
    margin: 0;
    font-size: var(--pm-font-l);
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: none;
  }
  legend {
    margin-block-end: 8px;
    padding: 0;
    font-weight: 500;
  }
  fieldset label {
    position: relative;
    display: inline-flex;
    align-items: center;
    min-height: 40px;
    padding: 0 16px;
    border: 1px solid var(--pm-line);
    border-radius: 20px;
    background: var(--pm-surface);
    cursor: pointer;
  }
  fieldset label:hover {
    background: var(--pm-accent-tint);
  }
  fieldset label:has(:checked) {
    border-color: var(--pm-accent-text);
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
  }
  fieldset label:has(:focus-visible) {
    outline: 2px solid var(--pm-accent-text);
    outline-offset: 2px;
  }
  fieldset input {
    position: absolute;
    inset: 0;
    min-height: 0;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .addresses {
    display: grid;
    gap: 4px;
  }
  select {
    min-width: 0;
    max-width: 100%;
  }
  .caution {
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 8px 12px;
    border-radius: var(--pm-radius-small);
    background: color-mix(in srgb, var(--pm-warn) 14%, transparent);
  }
  ol {
    display: grid;
    gap: 16px;
    margin: 0;
    padding: 0;
    list-style: none;
    counter-reset: step;
  }
  ol > li {
    display: grid;
    grid-template-columns: 28px minmax(0, 1fr);
    gap: 4px 12px;
    counter-increment: step;
  }
  ol > li::before {
    content: counter(step);
    grid-row: span 3;
    align-self: start;
    width: 28px;
    border-radius: 14px;
    background: var(--pm-accent-tint);
    color: var(--pm-accent-text);
    font-weight: 500;
    line-height: 28px;
    text-align: center;
  }
  ol > li > span {
    overflow-wrap: anywhere;
  }
  ol > li > :first-child {
    min-height: 28px;
    padding-block-start: 3px;
  }
  ol > li > :not(:first-child) {
    grid-column: 2;
    justify-self: start;
  }
  ol printmux-copy-field {
    width: 100%;
  }
  summary {
    cursor: pointer;
  }
  details ul {
    margin: 8px 0 0;
    padding-inline-start: 20px;
  }
`,Q=`printmux-slicer`,se=1048576,$=class extends r{constructor(...e){super(...e),this.narrow=!1,this.slicer=ce(),this.address=null,this.key=``,this.inbox=new ee(this,()=>this.hass,()=>({view:`inbox`}))}static{this.styles=[o,l,oe]}render(){let{hass:e}=this;if(!e||!this.speech.ready)return p;let{board:t}=this.inbox,n=t.status===`ready`||t.status===`stale`;return m`
      ${t.status===`ready`?p:m`<printmux-banner
              .hass=${e}
              .board=${t}
              @again=${()=>this.inbox.again()}
            ></printmux-banner>`}
      ${n&&t.hub?this.renderHelp(e,t.hub):p}
    `}renderHelp(e,t){let{board:n}=this.inbox,r=ne(t,location.origin),i=r.find(({url:e})=>e===this.address)??r[0];return m`
      <p class="intro">${k(`intro`)}</p>
      <div class="columns">
        <div>
          ${this.renderPicker()}
          ${i?this.renderSteps(e,t,r,i):p}
        </div>
        <div>
          <section>
            <h2>${k(`first.title`)}</h2>
            <printmux-first-upload
              .hass=${e}
              .board=${n}
            ></printmux-first-upload>
          </section>
          ${n.can.manage?this.renderKeys(e,t):p}
        </div>
      </div>
    `}renderKeys(e,t){return m`<section>
      <h2>${k(`key.title`)}</h2>
      <printmux-slicer-keys
        .hass=${e}
        .hub=${t}
        .suggestion=${this.slicer.name??``}
        @made=${e=>this.key=e.detail}
      ></printmux-slicer-keys>
    </section>`}renderPicker(){return m`<fieldset>
      <legend>${k(`picker`)}</legend>
      ${Z.map(e=>m`<label
            ><input
              type="radio"
              name="slicer"
              .checked=${e===this.slicer}
              @change=${()=>this.pick(e)}
            />${e.name??k(`slicer.other`)}</label
          >`)}
    </fieldset>`}renderSteps(e,t,r,i){let{slicer:a}=this,{name:o}=a,s=a.steps(i.url,this.key||`YOUR-KEY`);return m`<section>
      <h2>${o?k(`steps.title`,{slicer:o}):k(`steps.title.other`)}</h2>
      ${r.length>1?this.renderAddresses(r,i):p}
      ${this.cautions(e,t,i).map(e=>m`<p class="caution">
            <printmux-icon .path=${n}></printmux-icon
            ><span>${e}</span>
          </p>`)}
      <ol>
        ${s.map(e=>this.renderStep(e))}
      </ol>
      <details>
        <summary>${k(`help.title`)}</summary>
        <ul>
          <li>${k(`help.403`)}</li>
          <li>${k(`help.404`)}</li>
          <li>${k(`help.error`)}</li>
        </ul>
      </details>
    </section>`}renderAddresses(e,t){return m`<label class="addresses"
      >${k(`address.pick`)}
      <select
        @change=${e=>this.address=e.target.value}
      >
        ${e.map(({kind:e,url:n})=>m`<option value=${n} .selected=${n===t.url}>
              ${n} (${k(`address.${e}`)})
            </option>`)}
      </select>
    </label>`}renderStep({text:e,copy:t,key:n}){let r=k(e),i=n?this.key:t;return m`<li>
      <span>${r}</span>
      ${i?m`<printmux-copy-field
              .name=${r.replace(/[:：]$/,``)}
              .value=${i}
            ></printmux-copy-field>`:p}
      ${n&&!i?this.renderMissingKey():p}
    </li>`}renderMissingKey(){let{manage:e}=this.inbox.board.can;return e?m`<span class="dim">${k(`key.missing`)}</span>
      <button class="button small" @click=${()=>this.keys?.begin()}>
        ${k(`key.new`)}
      </button>`:m`<span class="dim">${k(`key.ask`)}</span>`}cautions(e,t,{url:n,caution:r}){let{name:i,takesOwnCertificates:a,isPage:o}=this.slicer,s=n.startsWith(`https:`),c=w(e.locale,t.max_upload_mb*se);return[r?k(`caution.${r}`,{size:c}):``,s&&!a&&r!==`cloud`?k(`caution.certificate`,{slicer:i??``}):``,o&&!s?k(`caution.mixed`):``].filter(Boolean)}pick(e){this.slicer=e,T(Q,e.id)}};h([g({type:Boolean,reflect:!0})],$.prototype,`narrow`,void 0),h([f()],$.prototype,`slicer`,void 0),h([f()],$.prototype,`address`,void 0),h([f()],$.prototype,`key`,void 0),h([y(`printmux-slicer-keys`)],$.prototype,`keys`,void 0),$=h([d(`printmux-setup-view`)],$);function ce(){let e=E(Q);return Z.find(({id:t})=>t===e)??Z[0]}export{$ as PrintMuxSetupView};