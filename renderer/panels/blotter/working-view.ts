// What the table of working orders keeps of itself.
import { yesOrNo } from '../../store/panel-view.ts'

/** `finished`: whether orders that ended are listed too. */
export const WORKING_VIEW = { finished: yesOrNo }
