// What no start waits for, fetched when it is first shown. One file for all of it: with two, the bundler would cut what both
// share with the desk out of the desk's own file, and every start would read one more.
export { FirstRunCard } from '../panels/first-run/first-run-card.tsx'
export { GuideDialog } from '../panels/guide/guide-dialog.tsx'
