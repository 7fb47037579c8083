const place = () => document.getElementById('notice');
let timer;

/** Says something for a while; errors are said by the screen reader at once. */
export function notice(text) {
  place().textContent = text;
  clearTimeout(timer);
  timer = setTimeout(() => { place().textContent = ''; }, 8000);
}

/** Runs what a button does; while it runs the button is not pressed again, and what fails is told. */
export async function act(button, work) {
  button.disabled = true;
  try {
    return await work();
  } catch (failure) {
    notice(failure.message);
    return undefined;
  } finally {
    button.disabled = false;
  }
}
