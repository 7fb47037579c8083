import { read, post, useToken } from './api.js';
import { otherLanguage, t } from './words.js';

for (const element of document.querySelectorAll('[data-word]')) element.textContent = t(element.dataset.word);
document.title = `${t('signIn')} – ${t('title')}`;

// Coming back from an identity provider ends here: the page's own request has the cookies that the way back may not bring along.
if (location.search === '?in') read('me').then(() => location.replace('/desk'), () => {});

const form = document.getElementById('sign-in');
const said = document.getElementById('notice');
document.getElementById('language').addEventListener('click', otherLanguage);
form.addEventListener('submit', async event => {
  event.preventDefault();
  said.textContent = '';
  try {
    useToken((await read('token')).token);
    await post('sign-in', { name: form.elements.name.value, password: form.elements.password.value });
    location.assign('/desk');
  } catch (failure) {
    said.textContent = failure.message;
    form.elements.password.select();
  }
});
form.elements.name.focus();
if (location.search === '?refused') said.textContent = t('refused');
read('token').then(({ openId }) => { document.getElementById('openid').hidden = !openId; }, () => {});
