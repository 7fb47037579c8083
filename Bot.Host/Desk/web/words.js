// The words of the pages. A key stands in both languages; what the host says comes in English.

import { clock, span } from './dom.js';

const WORDS = {
  en: {
    title: 'Desk', signIn: 'Sign in', name: 'Name', password: 'Password', openId: 'Sign in with the company account', refused: 'The identity provider let you in, but the desk did not: ask who manages it for a role.', signOut: 'Sign out', language: 'हिन्दी', search: 'Search', searchHint: 'Number, name, flow or state',
    waiting: 'Waiting', mine: 'Mine', others: 'Colleagues', live: 'Live', ended: 'Ended', inbox: 'Inbox', conversation: 'Conversation', more: 'More', back: 'Back to the inbox',
    none: 'Nothing here.', noneYet: 'Nothing among those that were looked at; go on with More.', noneWaiting: 'No one waits for a human.', choose: 'Choose a conversation.', waits: 'waits {0}', wrote: 'wrote {0} ago', at: '{0} at {1}', idle: 'nothing is going on', with: 'with {0}',
    take: 'Take over', takeFrom: 'Take over from {0}', handBack: 'Hand back', handBackTo: 'Hand back to', where: 'where it stands', end: 'End', endSure: 'End what is going on? Nothing is said to the person.',
    message: 'Message', send: 'Send', sendLink: 'Picture or file', link: 'Public link (https://…)', fileName: 'File name; empty for a picture', ownFile: 'From this machine: JPEG, PNG or PDF', template: 'Template', templateName: 'Name of the template', parameters: 'Parameters, one a line',
    replies: 'Quick replies', closed: 'The person has not written for 24 hours: only a template may be sent.', windowLeft: '{0} left to write freely', optedOut: 'wants no messages',
    bot: 'Bot', person: 'Person', operator: '{0}', kept: 'not said', show: 'Show', hidden: 'personal', picture: 'Show picture', openFile: 'Open the file', earlier: 'Earlier', searchTalk: 'Search in this conversation',
    details: 'Details', flow: 'Flow', notes: 'Notes', note: 'Note for colleagues', add: 'Add', answers: 'Answers', asks: 'Asks', takes: 'takes {0}', partner: 'waits for a partner', setAnswer: 'Answer for the person', answer: 'Answer', set: 'Set',
    number: 'Number', channel: 'Channel', speaks: 'Language', since: 'With a human since', unsent: 'Not sent yet', charged: 'Charged', free: 'Not charged', act_take: '{0} took over', act_back: '{0} handed back', act_answer: '{0} answered for the person', act_end: '{0} ended it', act_set: '{0} changed it',
    queued: 'queued', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'not delivered', people: 'Operators', audit: 'Audit log', roles: 'Roles', lastSeen: 'Last here', never: 'never', state: 'State', disabled: 'disabled', locked: 'locked', active: 'active',
    disable: 'Disable', enable: 'Let in again', newPassword: 'New password', shownOnce: 'Password of {0}, shown this once:', really: 'Really? {0}', unit_s: 's', unit_min: 'min', unit_h: 'h', unit_d: 'd', whole: 'The log is whole.', who: 'Who', act: 'Act', target: 'On', why: 'With', reason: 'Reason', when: 'When',
    offline: 'Connection lost; it comes back by itself.', watch: 'watch', answerRole: 'answer', manage: 'manage', privacy: 'privacy', exportLog: 'Save as file', figures: 'Figures', days: 'Days', lastDays: 'Last {0} days', allLanguages: 'All languages', heard: 'Heard', answered: 'Answered', rejected: 'Rejected', left: 'Left by a word', expired: 'Expired', median: 'Median', sampled: 'Of the newest {0} answers of this flow that were turned away and are kept (since {1}).', noneSampled: 'No answer that was turned away is kept.', runs: '{0} begun, {1} finished.', allVersions: 'All versions', version: 'Version', byDay: 'By day', day: 'Day', begun: 'Begun', finished: 'Finished', turns: 'Turns', reached: 'Reached', reasons: 'Why answers were turned away', ruleOther: 'something else', ruleChoice: 'none of the choices', ruleUnknown: 'not known', costs: 'Messages with a price', month: 'Month', category: 'Category', messages: 'Messages', asFiles: 'As files', saveFigures: 'Turns by trigger', saveRuns: 'Begun and finished', saveReasons: 'Why turned away', rejectedTexts: 'Typed and not understood', rejectedHint: 'Of personal answers their shape alone; of others the words that two people or more have typed, numbers struck.', rule: 'Rule', text: 'Text', times: 'Times', people_: 'People', saveTimes: 'Reached and times', saveRejected: 'Typed and not understood',
    letters: 'Dead letters', lettersHint: 'What the bot put aside for a person to look at, newest first. Numbers are masked until they are asked for, which stands in the audit log.', kind: 'Kind', allKinds: 'All kinds', kind_decision: 'decision', kind_call: 'call', kind_send: 'not sent', kind_delivery: 'not delivered', kind_poison: 'our code failed', kind_human: 'to be mended', dealtWith: 'Dealt with', open: 'Open',
    call: 'Call', asked: 'Asked for', noteOfLetter: 'Note: what was done, or found out', retry: 'Send again', resolve: 'Resolve', settle: 'Settle', outcome: 'Outcome', chooseOutcome: 'What became of the call?',
    keys: 'API keys', keysHint: 'A key is shown once, when it is made; every host knows of a change within seconds. Keys of API_KEYS are not listed.', scopes: 'May', made: 'Made', lastUsed: 'Last used', revoked: 'revoked', revoke: 'Revoke', revokeSure: 'Really revoke {0}?', makeKey: 'Make a key', keyOnce: 'The key of {0}, shown this once:', rotation: 'Change of SECRET_KEY', rotating: 'A run is on its way: pass {0}, {1} of {2} tables, now {3}; {4} rows sealed anew, {5} do not open.', toRotate: '{0} keys have sealed rows, and no run is on its way: run rotate-key.', oneKey: 'Everything in the database is sealed with one key.',
    personData: 'Person', personHint: 'Everything about one person. Make sure who asks: the number is what is erased, so have them write from it. Looking opens every row.', numberOrId: 'Mobile number or session', receiptId: 'Number of the erasure', receipt: 'Receipt', openErasures: 'Erasures that are not done', purgeAt: 'Removed after', what: 'What', rows: 'Rows', nothingKept: 'Nothing is kept of this person.', exportPerson: 'Save everything as file', erase: 'Restrict now, erase later', again: 'The number or session once more', whyErase: 'Why, without personal values', erasure_restricted: 'restricted', erasure_purging: 'being erased', erasure_erased: 'erased', erasedAt: 'Erased', photos: 'Photos removed', removed: 'Removed', kept_: 'Kept', until: 'Until', withdraw: 'Withdraw', withdrawSure: 'Really withdraw?', withdrawn: 'The erasure is withdrawn; the person is heard again.',
    retention: 'Retention', keptFor: 'Kept for', setting: 'Setting', breaches: 'Breaches', breachHint: 'CERT-In is told within 6 hours, the Data Protection Board in full within 72, those concerned without delay. What is written down stays; what is learned later is another entry.', happened: 'What happened, without personal values', foundAt: 'Noticed', concerned: 'People concerned', told: 'Who was told, and when', certIn: 'CERT-In until', board: 'Board until', writeDown: 'Write down', noBreach: 'No breach was written down.',
    cluster: 'Cluster', versions: 'Versions of flows', planBy: 'Plan by {0}, {1}', publish: 'Publish', plan: 'Plan', remove: 'Remove', isLive: 'live', isShare: '{0} % of new conversations', share: 'Share of new conversations, in percent; empty: all', price: 'What a message costs', talking: 'People', filesInUse: 'This host runs on files (FLOWS_FROM): what is published is used once that is database.',
  },
  hi: {
    title: 'डेस्क', signIn: 'साइन इन करें', name: 'नाम', password: 'पासवर्ड', openId: 'कंपनी के खाते से साइन इन करें', refused: 'पहचान प्रदाता ने आने दिया, पर डेस्क ने नहीं: संभालने वाले से भूमिका माँगें।', signOut: 'साइन आउट', language: 'English', search: 'खोजें', searchHint: 'नंबर, नाम, फ़्लो या स्थिति',
    waiting: 'प्रतीक्षा में', mine: 'मेरे', others: 'साथियों के', live: 'चालू', ended: 'समाप्त', inbox: 'इनबॉक्स', conversation: 'बातचीत', more: 'और', back: 'इनबॉक्स पर वापस',
    none: 'यहाँ कुछ नहीं है।', noneYet: 'अब तक देखी गई बातचीतों में कुछ नहीं; आगे के लिए «और» दबाएँ।', noneWaiting: 'कोई इंसान की प्रतीक्षा में नहीं है।', choose: 'कोई बातचीत चुनें।', waits: '{0} से प्रतीक्षा', wrote: '{0} पहले लिखा', at: '{0}, {1} पर', idle: 'कुछ नहीं चल रहा', with: '{0} के पास',
    take: 'अपने हाथ में लें', takeFrom: '{0} से लें', handBack: 'बॉट को लौटाएँ', handBackTo: 'इस सवाल पर लौटाएँ', where: 'जहाँ रुकी थी', end: 'समाप्त करें', endSure: 'जो चल रहा है उसे समाप्त करें? व्यक्ति से कुछ नहीं कहा जाएगा।',
    message: 'संदेश', send: 'भेजें', sendLink: 'तस्वीर या फ़ाइल', link: 'सार्वजनिक लिंक (https://…)', fileName: 'फ़ाइल का नाम; तस्वीर के लिए ख़ाली', ownFile: 'इस मशीन से: JPEG, PNG या PDF', template: 'टेम्पलेट', templateName: 'टेम्पलेट का नाम', parameters: 'मान, हर पंक्ति में एक',
    replies: 'तैयार जवाब', closed: 'व्यक्ति ने 24 घंटे से नहीं लिखा: केवल टेम्पलेट भेजा जा सकता है।', windowLeft: 'खुलकर लिखने को {0} बाक़ी', optedOut: 'संदेश नहीं चाहते',
    bot: 'बॉट', person: 'व्यक्ति', operator: '{0}', kept: 'कहा नहीं गया', show: 'दिखाएँ', hidden: 'निजी', picture: 'तस्वीर दिखाएँ', openFile: 'फ़ाइल खोलें', earlier: 'पहले के', searchTalk: 'इस बातचीत में खोजें',
    details: 'विवरण', flow: 'फ़्लो', notes: 'टिप्पणियाँ', note: 'साथियों के लिए टिप्पणी', add: 'जोड़ें', answers: 'उत्तर', asks: 'पूछ रहा है', takes: '{0} लेता है', partner: 'पार्टनर की प्रतीक्षा', setAnswer: 'व्यक्ति की ओर से उत्तर', answer: 'उत्तर', set: 'दर्ज करें',
    number: 'नंबर', channel: 'चैनल', speaks: 'भाषा', since: 'इंसान के पास कब से', unsent: 'अभी भेजा नहीं गया', charged: 'शुल्क लगा', free: 'शुल्क नहीं', act_take: '{0} ने हाथ में लिया', act_back: '{0} ने लौटाया', act_answer: '{0} ने व्यक्ति की ओर से उत्तर दिया', act_end: '{0} ने समाप्त किया', act_set: '{0} ने बदला',
    queued: 'क़तार में', sent: 'भेजा गया', delivered: 'पहुँचा', read: 'पढ़ा गया', failed: 'नहीं पहुँचा', people: 'ऑपरेटर', audit: 'ऑडिट लॉग', roles: 'भूमिकाएँ', lastSeen: 'पिछली बार', never: 'कभी नहीं', state: 'स्थिति', disabled: 'बंद', locked: 'लॉक', active: 'चालू',
    disable: 'बंद करें', enable: 'फिर चालू करें', newPassword: 'नया पासवर्ड', shownOnce: '{0} का पासवर्ड, केवल इस बार:', really: 'सच में? {0}', unit_s: 'से॰', unit_min: 'मि॰', unit_h: 'घं॰', unit_d: 'दिन', whole: 'लॉग पूरा है।', who: 'किसने', act: 'काम', target: 'किस पर', why: 'किसके साथ', reason: 'कारण', when: 'कब',
    offline: 'कनेक्शन टूट गया; अपने आप लौटेगा।', watch: 'देखना', answerRole: 'उत्तर देना', manage: 'संभालना', privacy: 'निजता', exportLog: 'फ़ाइल में सहेजें', figures: 'आँकड़े', days: 'दिन', lastDays: 'पिछले {0} दिन', allLanguages: 'सभी भाषाएँ', heard: 'सुना गया', answered: 'उत्तर मिला', rejected: 'अस्वीकृत', left: 'शब्द से छोड़ा', expired: 'समय समाप्त', median: 'माध्यिका', sampled: 'इस फ़्लो के अस्वीकृत उत्तरों में से सबसे नए {0}, जो रखे हैं ({1} से)।', noneSampled: 'कोई अस्वीकृत उत्तर रखा नहीं है।', runs: '{0} शुरू, {1} पूरे।', allVersions: 'सभी संस्करण', version: 'संस्करण', byDay: 'दिन के अनुसार', day: 'दिन', begun: 'शुरू', finished: 'पूरे', turns: 'टर्न', reached: 'पहुँचे', reasons: 'उत्तर क्यों अस्वीकृत हुए', ruleOther: 'कुछ और', ruleChoice: 'विकल्पों में से नहीं', ruleUnknown: 'पता नहीं', costs: 'शुल्क वाले संदेश', month: 'महीना', category: 'श्रेणी', messages: 'संदेश', asFiles: 'फ़ाइलों में', saveFigures: 'ट्रिगर के अनुसार टर्न', saveRuns: 'शुरू और पूरे', saveReasons: 'अस्वीकृति के कारण', rejectedTexts: 'लिखा गया पर समझा नहीं गया', rejectedHint: 'निजी उत्तरों का केवल रूप; बाक़ी में वे शब्द जो दो या अधिक लोगों ने लिखे, नंबर काटकर।', rule: 'नियम', text: 'लिखा', times: 'बार', people_: 'लोग', saveTimes: 'पहुँचे और समय', saveRejected: 'लिखा गया पर समझा नहीं गया',
    letters: 'रुके हुए पत्र', lettersHint: 'जो बॉट ने किसी व्यक्ति के देखने के लिए अलग रखा, नए पहले। नंबर माँगने तक छिपे रहते हैं, और माँगना ऑडिट लॉग में लिखा जाता है।', kind: 'प्रकार', allKinds: 'सभी प्रकार', kind_decision: 'निर्णय', kind_call: 'कॉल', kind_send: 'नहीं भेजा गया', kind_delivery: 'नहीं पहुँचा', kind_poison: 'हमारा कोड विफल', kind_human: 'ठीक करना है', dealtWith: 'निपटाए गए', open: 'खोलें',
    call: 'कॉल', asked: 'कब माँगा गया', noteOfLetter: 'टिप्पणी: क्या किया गया या पता चला', retry: 'फिर भेजें', resolve: 'निपटाएँ', settle: 'नतीजा दर्ज करें', outcome: 'नतीजा', chooseOutcome: 'कॉल का क्या हुआ?',
    keys: 'API कुंजियाँ', keysHint: 'कुंजी बनते समय एक ही बार दिखती है; हर होस्ट को बदलाव कुछ सेकंड में पता चलता है। API_KEYS की कुंजियाँ यहाँ नहीं दिखतीं।', scopes: 'अनुमति', made: 'बनाई गई', lastUsed: 'पिछला उपयोग', revoked: 'रद्द', revoke: 'रद्द करें', revokeSure: '{0} को सच में रद्द करें?', makeKey: 'कुंजी बनाएँ', keyOnce: '{0} की कुंजी, केवल इस बार:', rotation: 'SECRET_KEY का बदलाव', rotating: 'काम चल रहा है: दौर {0}, {2} में से {1} तालिकाएँ, अभी {3}; {4} पंक्तियाँ नई मुहर से, {5} नहीं खुलतीं।', toRotate: 'पंक्तियाँ {0} कुंजियों से बंद हैं और कोई काम नहीं चल रहा: rotate-key चलाएँ।', oneKey: 'डेटाबेस में सब एक ही कुंजी से बंद है।',
    personData: 'व्यक्ति', personHint: 'एक व्यक्ति के बारे में सब कुछ। पहले पक्का करें कि कौन माँग रहा है: नंबर ही मिटाया जाता है, इसलिए उसी से लिखवाएँ। देखने में हर पंक्ति खुलती है।', numberOrId: 'मोबाइल नंबर या सत्र', receiptId: 'मिटाने की संख्या', receipt: 'रसीद', openErasures: 'अधूरे मिटाव', purgeAt: 'इसके बाद हटेगा', what: 'क्या', rows: 'पंक्तियाँ', nothingKept: 'इस व्यक्ति का कुछ नहीं रखा है।', exportPerson: 'सब कुछ फ़ाइल में सहेजें', erase: 'अभी रोकें, बाद में मिटाएँ', again: 'नंबर या सत्र एक बार और', whyErase: 'कारण, निजी बातों के बिना', erasure_restricted: 'रोका गया', erasure_purging: 'मिटाया जा रहा है', erasure_erased: 'मिटाया गया', erasedAt: 'मिटाया गया', photos: 'हटाई गई तस्वीरें', removed: 'हटाया गया', kept_: 'रखा गया', until: 'कब तक', withdraw: 'वापस लें', withdrawSure: 'सच में वापस लें?', withdrawn: 'मिटाना वापस लिया गया; व्यक्ति को फिर सुना जाता है।',
    retention: 'अवधि', keptFor: 'कितने समय', setting: 'सेटिंग', breaches: 'उल्लंघन', breachHint: 'CERT-In को 6 घंटे में, डेटा संरक्षण बोर्ड को 72 घंटे में पूरा, और प्रभावितों को बिना देर बताया जाता है। जो लिखा गया वह रहता है; बाद में पता चले तो नई प्रविष्टि।', happened: 'क्या हुआ, निजी बातों के बिना', foundAt: 'कब पता चला', concerned: 'कितने लोग', told: 'किसे और कब बताया', certIn: 'CERT-In कब तक', board: 'बोर्ड कब तक', writeDown: 'दर्ज करें', noBreach: 'कोई उल्लंघन दर्ज नहीं है।',
    cluster: 'क्लस्टर', versions: 'फ़्लो के संस्करण', planBy: 'योजना: {0}, {1}', publish: 'प्रकाशित करें', plan: 'योजना', remove: 'हटाएँ', isLive: 'चालू', isShare: 'नई बातचीत का {0} %', share: 'नई बातचीत का हिस्सा, प्रतिशत में; ख़ाली: सभी', price: 'एक संदेश का ख़र्च', talking: 'लोग', filesInUse: 'यह होस्ट फ़ाइलों पर चलता है (FLOWS_FROM): प्रकाशित संस्करण तब चलेगा जब वह database हो।',
  },
};

const KEY = 'desk-language';

export const language = localStorage.getItem(KEY) ?? (navigator.language.startsWith('hi') ? 'hi' : 'en');

document.documentElement.lang = language;

/** A word of the page; {0} and {1} are filled in. */
export function t(key, ...values) {
  const text = WORDS[language][key] ?? WORDS.en[key] ?? key;
  return values.reduce((filled, value, index) => filled.replace(`{${index}}`, value), text);
}

/** The language of the page as India writes it. */
const place = `${language}-IN`;

/** 12 min, 3 h, 2 d. */
export const lasting = seconds => span(seconds).replace(/[a-z]+$/, unit => t(`unit_${unit}`));

/** A day with its time. */
export const moment = at => at ? new Date(at).toLocaleString(place) : t('never');

/** 10:31 of today; of any other day with its date. */
export function when(at) {
  const [time, now] = [new Date(at), new Date()];
  if (time.toDateString() === now.toDateString()) return clock(at);
  const [figures, name] = ['numeric', 'short'];
  const year = time.getFullYear() === now.getFullYear() ? {} : { year: figures };
  return `${time.toLocaleDateString(place, { day: figures, month: name, ...year })}, ${clock(at)}`;
}

export function otherLanguage() {
  localStorage.setItem(KEY, language === 'en' ? 'hi' : 'en');
  location.reload();
}
