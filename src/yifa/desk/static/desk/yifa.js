/* 依法：工作台的全部脚本。没有脚本时页面照常可用（链接、表单、details、:target）。 */
(() => {
  const d = document, root = d.documentElement;
  const $ = (s, c = d) => c.querySelector(s), $$ = (s, c = d) => [...c.querySelectorAll(s)];
  /* 只记阅读偏好，不记任何业务内容：办公室的电脑常是几个人共用。 */
  const store = {
    get: k => { try { return localStorage.getItem(k) } catch { return null } },
    set: (k, v) => { try { localStorage.setItem(k, v) } catch { /* 不让存就不存 */ } },
  };
  root.classList.add('js');

  /* 阅读辅助：字号、高对比 */
  const size = v => {
    v ? root.dataset.size = v : delete root.dataset.size;
    $$('[data-size][aria-pressed]').forEach(b => b.setAttribute('aria-pressed', b.dataset.size === (v || '')));
    store.set('yf-size', v || '');
  };
  const contrast = on => {
    on ? root.dataset.contrast = 'high' : delete root.dataset.contrast;
    $$('button[data-contrast]').forEach(b => b.setAttribute('aria-pressed', on));
    store.set('yf-contrast', on ? '1' : '');
  };
  if (store.get('yf-size')) size(store.get('yf-size'));
  if (store.get('yf-contrast')) contrast(true);

  /* 表格：全选与批量条 */
  const bulk = () => {
    const bar = $('[data-bulk]'), tool = $('[data-tool]'); if (!bar) return;
    const n = $$('tbody .pick:checked').length, m = $$('tbody .pick').length, all = $('thead .pick');
    bar.hidden = !n; if (tool) tool.hidden = !!n; $('[data-bulk-n]').textContent = n;
    if (all) { all.checked = n > 0 && n === m; all.indeterminate = n > 0 && n < m }
  };

  const menu = b => {
    const n = $('#nav'), open = n.classList.toggle('open');
    b.setAttribute('aria-expanded', open); if (open) $('a', n).focus();
  };
  const density = b => {
    $(b.closest('[data-density]').dataset.density).classList.toggle('compact', b.value === 'compact');
    $$('button', b.parentNode).forEach(x => x.setAttribute('aria-pressed', x === b));
  };
  d.addEventListener('click', e => {
    const b = e.target.closest('button,a'); if (!b) return;
    if (b.matches('.a11y [data-size]')) size(b.dataset.size);
    if (b.matches('button[data-contrast]')) contrast(root.dataset.contrast !== 'high');
    if (b.matches('.menu-btn')) { e.preventDefault(); menu(b) }
    if (b.matches('[data-dialog]')) $(b.dataset.dialog).showModal();
    if (b.matches('[data-print]')) print();
    if (b.matches('[data-close]')) b.closest('dialog,.toast,.banner')[b.closest('dialog') ? 'close' : 'remove']();
    if (b.matches('[data-density] button')) density(b);
    if (b.matches('[data-bulk-clear]')) { $$('.pick').forEach(c => c.checked = false); bulk() }
    if (b.matches('.fig[hx-get]')) $$('.fig[hx-get]').forEach(x => x === b ? x.setAttribute('aria-current', 'true') : x.removeAttribute('aria-current'));
  });
  d.addEventListener('change', e => {
    const t = e.target;
    if (t.matches('thead .pick')) $$('tbody .pick').forEach(c => c.checked = t.checked);
    if (t.matches('.pick')) bulk();
    if (t.matches('.year select')) t.form.classList.add('changed');
    if (t.matches('[data-keys]')) store.set('yf-keys', t.checked ? '' : 'off');
    if (t.matches('[data-reveal]')) $(t.dataset.reveal).type = t.checked ? 'text' : 'password';
  });

  /* 出错汇总：打开页面即得到焦点；换上新片段后也一样 */
  const settle = c => {
    const es = $('.error-summary', c); if (es) es.focus({ preventScroll: c === d });
    bulk();
  };
  settle(d);
  const keys = $('[data-keys]'); if (keys) keys.checked = store.get('yf-keys') !== 'off';
  if (matchMedia('(max-width:52rem)').matches) $$('.filters-d').forEach(x => x.open = false);
  d.addEventListener('htmx:afterSettle', e => {
    settle(e.target);
    const live = $('#live'), open = e.target.id === 'evidence' && $('.evnum,h2', e.target);
    if (live && open) live.textContent = '依据已换成：' + open.textContent.trim();
  });

  /* 拖放上传 */
  const drop = t => e => {
    const z = e.target.closest('.drop'); if (!z) return;
    e.preventDefault(); z.classList.toggle('over', t === 'dragover');
    if (t === 'drop') $('input[type=file]', z).files = e.dataTransfer.files;
  };
  ['dragover', 'dragleave', 'drop'].forEach(t => d.addEventListener(t, drop(t)));

  /* 草稿：每20秒存到服务器一次；断网时说明，连上后自动重试 */
  const form = $('form[data-draft]');
  if (form) {
    const say = $('[data-draft-text]', form); let dirty = false;
    form.addEventListener('input', () => dirty = true);
    form.addEventListener('submit', () => dirty = false);
    setInterval(async () => {
      if (!dirty) return;
      const body = new FormData(form);
      for (const [k, v] of [...body]) if (v instanceof File) body.delete(k);
      try {
        const r = await fetch(form.dataset.draft, { method: 'POST', body, headers: { 'X-Requested-With': 'fetch' } });
        if (!r.ok) throw r;
        dirty = false; say.textContent = await r.text();
      } catch { say.textContent = '没有存上。内容还在本页，连上后自动重试' }
    }, 20000);
  }

  /* 快捷键：可在“快捷键”窗口里整体关闭（WCAG 2.1.4） */
  const step = (list, by) => {
    if (!list.length) return;
    const i = list.indexOf(d.activeElement); (list[i + by] || list[0]).focus();
  };
  const hot = {
    '/': () => $('#q'), '?': () => $('#keys'),
    '[': () => $('[data-before]'), ']': () => $('[data-after]'),
  };
  d.addEventListener('keydown', e => {
    if (store.get('yf-keys') === 'off' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.target.matches('input,select,textarea') || $('dialog[open]')) return;
    const found = hot[e.key] && hot[e.key]();
    if (found) { e.preventDefault(); found.showModal ? found.showModal() : found.href ? found.click() : found.focus() }
    if (e.key === 'j') step($$('.reg a.title,.todo a.title'), 1);
    if (e.key === 'k') step($$('.reg a.title,.todo a.title'), -1);
    if (e.key === 'n' || e.key === 'p') {
      const f = $$('.fig[hx-get]'); if (!f.length) return;
      const c = f.findIndex(x => x.hasAttribute('aria-current')), b = f[(c + (e.key === 'n' ? 1 : f.length - 1)) % f.length];
      b.focus(); b.click();
    }
  });
})();
