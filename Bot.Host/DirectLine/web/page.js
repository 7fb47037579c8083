// The conversation of this window outlives a reload: its token is renewed, and Web Chat is told what was said.
(async () => {
  const kept = JSON.parse(sessionStorage.getItem('conversation') || 'null');
  const renewed = kept && await fetch('/directline/tokens/refresh', { method: 'POST', headers: { Authorization: `Bearer ${kept.token}` } });
  const goesOn = Boolean(renewed && renewed.ok);
  const opened = await (goesOn ? renewed : await fetch('/web-chat/token', { method: 'POST' })).json();
  sessionStorage.setItem('conversation', JSON.stringify(opened));

  const directLine = WebChat.createDirectLine({
    domain: new URL('/directline', location.href).href,
    token: opened.token,
    conversationId: goesOn ? opened.conversationId : undefined,
  });
  WebChat.renderWebChat({ directLine, locale: navigator.language }, document.getElementById('webchat'));
})();
