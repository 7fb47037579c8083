// The words of the pages. A key stands in both languages; what the host says comes in English.

const WORDS = {
  en: {
    title: 'Desk', signIn: 'Sign in', name: 'Name', password: 'Password', signOut: 'Sign out', language: 'हिन्दी', search: 'Search', searchHint: 'Number, name, flow or state',
    waiting: 'Waiting', mine: 'Mine', others: 'Colleagues', live: 'Live', ended: 'Ended', inbox: 'Inbox', conversation: 'Conversation', more: 'More', back: 'Back to the inbox',
    none: 'Nothing here.', noneWaiting: 'No one waits for a human.', choose: 'Choose a conversation.', waits: 'waits {0}', wrote: 'wrote {0} ago', at: '{0} at {1}', idle: 'nothing is going on', with: 'with {0}',
    take: 'Take over', takeFrom: 'Take over from {0}', handBack: 'Hand back', handBackTo: 'Hand back to', where: 'where it stands', end: 'End', endSure: 'End what is going on? Nothing is said to the person.',
    message: 'Message', send: 'Send', sendLink: 'Picture or file', link: 'Public link (https://…)', fileName: 'File name; empty for a picture', template: 'Template', templateName: 'Name of the template', parameters: 'Parameters, one a line',
    replies: 'Quick replies', closed: 'The person has not written for 24 hours: only a template may be sent.', windowLeft: '{0} left to write freely', optedOut: 'wants no messages',
    bot: 'Bot', person: 'Person', operator: '{0}', kept: 'not said', show: 'Show', hidden: 'personal', picture: 'Show picture', earlier: 'Earlier', searchTalk: 'Search in this conversation',
    details: 'Details', flow: 'Flow', notes: 'Notes', note: 'Note for colleagues', add: 'Add', answers: 'Answers', asks: 'Asks', takes: 'takes {0}', partner: 'waits for a partner', setAnswer: 'Answer for the person', answer: 'Answer', set: 'Set',
    number: 'Number', channel: 'Channel', speaks: 'Language', since: 'With a human since', unsent: 'Not sent yet', act_take: '{0} took over', act_back: '{0} handed back', act_answer: '{0} answered for the person', act_end: '{0} ended it', act_set: '{0} changed it',
    queued: 'queued', sent: 'sent', delivered: 'delivered', read: 'read', failed: 'not delivered', people: 'Operators', audit: 'Audit log', roles: 'Roles', lastSeen: 'Last here', never: 'never', state: 'State', disabled: 'disabled', locked: 'locked', active: 'active',
    disable: 'Disable', enable: 'Let in again', newPassword: 'New password', shownOnce: 'Password of {0}, shown this once: {1}', whole: 'The log is whole.', who: 'Who', act: 'Act', target: 'On', why: 'With', reason: 'Reason', when: 'When',
    offline: 'Connection lost; it comes back by itself.', watch: 'watch', answerRole: 'answer', manage: 'manage', privacy: 'privacy', exportLog: 'Save as file', figures: 'Figures', versions: 'Versions of flows', planBy: 'Plan by {0}, {1}', publish: 'Publish', plan: 'Plan', remove: 'Remove', isLive: 'live', isShare: '{0} % of new conversations', talking: 'People', filesInUse: 'This host runs on files (FLOWS_FROM): what is published is used once that is database.', days: 'Days', lastDays: 'Last {0} days', allLanguages: 'All languages', heard: 'Heard', answered: 'Answered', rejected: 'Rejected', left: 'Left by a word', expired: 'Expired',
  },
  hi: {
    title: 'डेस्क', signIn: 'साइन इन करें', name: 'नाम', password: 'पासवर्ड', signOut: 'साइन आउट', language: 'English', search: 'खोजें', searchHint: 'नंबर, नाम, फ़्लो या स्थिति',
    waiting: 'प्रतीक्षा में', mine: 'मेरे', others: 'साथियों के', live: 'चालू', ended: 'समाप्त', inbox: 'इनबॉक्स', conversation: 'बातचीत', more: 'और', back: 'इनबॉक्स पर वापस',
    none: 'यहाँ कुछ नहीं है।', noneWaiting: 'कोई इंसान की प्रतीक्षा में नहीं है।', choose: 'कोई बातचीत चुनें।', waits: '{0} से प्रतीक्षा', wrote: '{0} पहले लिखा', at: '{0}, {1} पर', idle: 'कुछ नहीं चल रहा', with: '{0} के पास',
    take: 'अपने हाथ में लें', takeFrom: '{0} से लें', handBack: 'बॉट को लौटाएँ', handBackTo: 'इस सवाल पर लौटाएँ', where: 'जहाँ रुकी थी', end: 'समाप्त करें', endSure: 'जो चल रहा है उसे समाप्त करें? व्यक्ति से कुछ नहीं कहा जाएगा।',
    message: 'संदेश', send: 'भेजें', sendLink: 'तस्वीर या फ़ाइल', link: 'सार्वजनिक लिंक (https://…)', fileName: 'फ़ाइल का नाम; तस्वीर के लिए ख़ाली', template: 'टेम्पलेट', templateName: 'टेम्पलेट का नाम', parameters: 'मान, हर पंक्ति में एक',
    replies: 'तैयार जवाब', closed: 'व्यक्ति ने 24 घंटे से नहीं लिखा: केवल टेम्पलेट भेजा जा सकता है।', windowLeft: 'खुलकर लिखने को {0} बाक़ी', optedOut: 'संदेश नहीं चाहते',
    bot: 'बॉट', person: 'व्यक्ति', operator: '{0}', kept: 'कहा नहीं गया', show: 'दिखाएँ', hidden: 'निजी', picture: 'तस्वीर दिखाएँ', earlier: 'पहले के', searchTalk: 'इस बातचीत में खोजें',
    details: 'विवरण', flow: 'फ़्लो', notes: 'टिप्पणियाँ', note: 'साथियों के लिए टिप्पणी', add: 'जोड़ें', answers: 'उत्तर', asks: 'पूछ रहा है', takes: '{0} लेता है', partner: 'पार्टनर की प्रतीक्षा', setAnswer: 'व्यक्ति की ओर से उत्तर', answer: 'उत्तर', set: 'दर्ज करें',
    number: 'नंबर', channel: 'चैनल', speaks: 'भाषा', since: 'इंसान के पास कब से', unsent: 'अभी भेजा नहीं गया', act_take: '{0} ने हाथ में लिया', act_back: '{0} ने लौटाया', act_answer: '{0} ने व्यक्ति की ओर से उत्तर दिया', act_end: '{0} ने समाप्त किया', act_set: '{0} ने बदला',
    queued: 'क़तार में', sent: 'भेजा गया', delivered: 'पहुँचा', read: 'पढ़ा गया', failed: 'नहीं पहुँचा', people: 'ऑपरेटर', audit: 'ऑडिट लॉग', roles: 'भूमिकाएँ', lastSeen: 'पिछली बार', never: 'कभी नहीं', state: 'स्थिति', disabled: 'बंद', locked: 'लॉक', active: 'चालू',
    disable: 'बंद करें', enable: 'फिर चालू करें', newPassword: 'नया पासवर्ड', shownOnce: '{0} का पासवर्ड, केवल इस बार: {1}', whole: 'लॉग पूरा है।', who: 'किसने', act: 'काम', target: 'किस पर', why: 'किसके साथ', reason: 'कारण', when: 'कब',
    offline: 'कनेक्शन टूट गया; अपने आप लौटेगा।', watch: 'देखना', answerRole: 'उत्तर देना', manage: 'संभालना', privacy: 'निजता', exportLog: 'फ़ाइल में सहेजें', figures: 'आँकड़े', versions: 'फ़्लो के संस्करण', planBy: 'योजना: {0}, {1}', publish: 'प्रकाशित करें', plan: 'योजना', remove: 'हटाएँ', isLive: 'चालू', isShare: 'नई बातचीत का {0} %', talking: 'लोग', filesInUse: 'यह होस्ट फ़ाइलों पर चलता है (FLOWS_FROM): प्रकाशित संस्करण तब चलेगा जब वह database हो।', days: 'दिन', lastDays: 'पिछले {0} दिन', allLanguages: 'सभी भाषाएँ', heard: 'सुना गया', answered: 'उत्तर मिला', rejected: 'अस्वीकृत', left: 'शब्द से छोड़ा', expired: 'समय समाप्त',
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

export function otherLanguage() {
  localStorage.setItem(KEY, language === 'en' ? 'hi' : 'en');
  location.reload();
}
