// Every reason code as a sentence in Simplified Chinese, in the words of futures traders.
import type { Translated } from '../translated.ts'
import type { reasonsEn, resyncReasonsEn } from '../reasons-en.ts'

export const reasonsZh: Translated<typeof reasonsEn> = {
  maxOrderQtyExceeded: '单笔委托{{orderQty}}超过您的上限{{maxOrderQty}}。请减少数量，或联系限额负责人。',
  priceCollarExceeded:
    '{{price}}偏离{{reference}}超过{{collarPercent}} %。请核对价格；如确需此价，请分步靠近。',
  priceOutsideBand: '交易所目前对该方向最远接受{{edge}}，{{price}}已超出。请改回范围内，或等待价格带移动。',
  priceOutsideDailyLimits: '{{price}}超出当日涨跌停范围{{low}}至{{high}}。今日该价位不会成交。',
  orderValueExceeded:
    '该委托价值{{orderValue}} {{currency}}，超过您的上限{{maxValue}} {{currency}}。请减少数量，或联系限额负责人。',
  productNotPermitted: '您无权交易{{root}}。可交易：{{permitted}}。请联系限额负责人。',
  noReferencePrice: '没有行情也没有结算价可供核对价格。请等待报价。',
  positionLimitExceeded:
    '这将使{{instrument}}的挂单与持仓合计达到{{wouldBe}}，您的上限为{{limit}}。请减少数量，或联系限额负责人。',
  accountPositionLimitExceeded:
    '这将使所有品种的挂单与持仓合计达到{{wouldBe}}，您的上限为{{limit}}。请减少数量，或联系限额负责人。',
  dailyLossLimitHit:
    '当日亏损{{loss}} {{currency}}，已达上限{{maxLoss}}，只能减仓。请减仓，或联系限额负责人。',
  marginLimitExceeded:
    '按我们的估算，这需要保证金{{required}} {{currency}}，您的上限为{{maxMargin}}。请减少数量，或联系限额负责人。',
  selfTrade:
    '您自己在对手方向的委托{{clientOrderId}}（{{otherPrice}}）会与此单成交。请先撤掉它，或调整此单价格。',
  duplicateOrder:
    '同样的委托在{{agoMs}}前已发出（{{clientOrderId}}）；{{windowMs}}以内可能是误操作。确认后可再发一笔。',
  throttled:
    '{{what}}过快：瞬时超过{{burst}}，或持续超过每秒{{perSecond}}。在有人重新启用限速器之前不再发出；撤单始终可以发出。',
  openOrdersLimitExceeded: '您已有{{open}}笔未完成委托，上限为{{limit}}。请先撤掉一笔。',
  staleMarketData: '{{instrument}}的行情已{{ageMs}}未更新。请等待恢复实时。',
  noMarketData: '尚无{{instrument}}的行情。请等待第一份盘口。',
  marketNotOpen: '{{instrument}}未在交易，当前为{{phase}}。请在开盘后下单。',
  notInThisPhase:
    '{{instrument}}处于{{phase}}，只接受可挂单的限价委托。连续交易开始后再发送{{orderType}} {{timeInForce}}委托。',
  orderSessionDown: '交易连接已断开，无法到达交易所。Tenor正在重连；待ORD恢复实时后再下单。',
  unknownInstrument: '交易所未挂牌{{instrument}}。请选择其他月份。',
  orderNotOpen: '委托{{clientOrderId}}已{{status}}，不能再更改。',
  changeInFlight: '委托{{clientOrderId}}正在更改中。请等待交易所答复。',
  notAWaitingStop: '委托{{clientOrderId}}不是等待触发的止损委托，没有可更改的触发价。',
  notALimitOrder: '委托{{clientOrderId}}没有可更改的限价。请改为撤单。',
  priceMissing: '{{orderType}}委托需要价格。请填写后再发送。',
  qtyTooSmall: '{{orderQty}}低于此处允许的最小数量{{minQty}}。请增加数量，或改为撤单。',
  tradingHalted: '交易已停住：{{why}}。挂单仍在交易所；请重启Tenor以核对并恢复。',
  tradingStopped: '交易已被停止（{{origin}}），不再发出新委托。撤单与平仓仍可使用；重新启用交易后方可继续。',
  tradingNotStopped: '交易并未停止，无需重新启用。',
  wrongWord: '交易保持停止：请输入{{word}}以重新启用。',
  flattening: '{{instrument}}正在平仓，此时再下单可能使持仓越过零。请等待平仓完成。',
  nothingToFlatten: '没有可平的持仓。',
  flattenStuck: '平仓停滞，尚余{{left}}：没有对手盘，或缺少成交回报。请查看盘口并手动处理。',
  flattenWaits: '平仓停滞：委托{{clientOrderId}}仍为{{status}}，其成交可能使持仓越过零。请查看交易连接。',
  replaying: '这是历史回放，委托不会发往任何地方。',
  throttleNotTripped: '限速器已处于启用状态，无需操作。',
  limitValueBad: '{{limitName}}只接受{{min}}至{{max}}的整数。限额未变。',
  permittedRootsBad: '可交易范围为all，或H100、B200这样的品种代码。限额未变。',
  limitUnchanged: '{{limitName}}已是{{value}}。未作更改。',
  limitPasswordMissing: '这会放宽限额（{{limitName}}），需要限额密码。若尚未设置，此次输入的即成为密码。',
  limitPasswordWrong: '限额密码不正确。未作更改。',
  limitPasswordShort: '限额密码至少需要{{minLength}}个字符。未作更改。',
  limitsNotSaved: '限额无法写入：{{text}}。限额保持原样。',
  limitChangedOutside:
    'Tenor未运行期间有限额被更改（{{limitName}}：原为{{from}}，现为{{to}}）。以文件中的值为准；如非贵方所为，请改回。',
  alertRulesFull: '预警已达上限{{limit}}条。请先删除一条。',
  alertRuleNotKnown: '该预警已不存在。未作更改。',
  alertNotKnown: '该行已不在预警记录中。未作更改。',
  alertNotComparable: '{{instrument}}与{{other}}无法比较：须为币种和最小变动价位相同的两个合约。',
  quietZoneBad: '{{zone}}不是时区。请写成Asia/Shanghai或Europe/London这样的形式。',
  alertsNotSaved: '预警无法写入：{{text}}。预警保持原样。',
  alertsUnreadable:
    '配置目录中的alerts.json无法理解：{{text}}。该文件保留为{{keptAs}}，沿用其之前的预警；请检查一遍。',
  alertsFailed: '本次运行中预警已停止：{{text}}。交易照常进行，消息页仍有全部内容；重启Tenor即可恢复预警。',
  alertLogNotWritten: '预警记录无法读写：{{text}}。预警仍会告知；此后告知的内容重启后可能缺失。',
  venueReason: '交易所称：{{text}}（{{code}}）',
  venueRefused: '交易所拒绝：{{text}}（{{code}}）',
  linkLost: '交易所答复之前连接中断，结果不明。恢复连接后Tenor会立即查询。',
  noAnswer: '交易所已{{afterMs}}未答复，结果不明。Tenor会持续查询。',
  foundAfterRestart: 'Tenor停止时该委托尚未完成。正在向交易所查询其结果。',
  notHeldByVenue: '交易所没有这笔委托：从未到达，或已不存在。没有任何部分在挂单。',
  resolvedByPerson: '由{{who}}结束：{{why}}。如交易所仍持有该委托，以交易所为准，并会通知您。',
  orderNotUnknown: '委托{{clientOrderId}}为{{status}}：只有结果不明的委托才能手动结束。请改为撤单。',
  noPositionDifference: '{{instrument}}目前没有差异。请先与交易所核对。',
  positionDifferenceChanged: '{{instrument}}的差异已变：本地{{ours}}，交易所{{venues}}。请重新核对后再看。',
  bookingTooLarge: '{{qty}}超过一笔补记的上限（{{limit}}）。未作补记。',
  missingFills:
    '交易所对此委托已成交{{cumQty}}，而只通知了{{countedQty}}。在其补发之前，您的持仓缺少其余部分。',
  positionDiffers:
    '交易所记您持有{{instrument}} {{venues}}，Tenor的成交合计为{{ours}}。请核对结算单；“差异”页列出了所发现的内容。',
  contradiction:
    '交易所与Tenor对此委托的记录不一致（{{what}}：本地{{ours}}，交易所{{venues}}）。以交易所为准；请核对结算单。',
  tradeCanceled:
    '交易所撤销了成交{{trade}}（{{price}}，{{qty}}）。本地原记为{{wasPrice}}、{{wasQty}}；持仓、手续费与盈亏现已视同从未发生。',
  tradeCorrected:
    '交易所将成交{{trade}}由{{wasPrice}}、{{wasQty}}更正为{{price}}、{{qty}}。持仓、手续费与盈亏随之调整。',
  tradeNotKnown:
    '交易所撤销或更正了成交{{trade}}（{{price}}，{{qty}}），而此前并未在此通知过。一切不变；若之后补发该成交，以现状计入。',
  tradeCanceledBefore:
    '交易所再次提到成交{{trade}}（{{price}}，{{qty}}），而它此前已被撤销（本地为{{wasPrice}}、{{wasQty}}）。仍按撤销处理；请核对结算单。',
  tradeOfOtherOrder:
    '交易所撤销或更正的成交{{trade}}（{{price}}，{{qty}}）所属委托与当初通知的不同：本地为委托{{clientOrderId}}的{{wasPrice}}、{{wasQty}}。一切不变；请核对结算单。',
  tooManyHeld: '本机已保管{{limit}}笔委托。请先取消一笔。',
  exitPricesCrossed:
    '止损价{{stopPrice}}与止盈价{{targetPrice}}不相容：卖出的止损应低于止盈，买入的应高于止盈。请更改其一。',
  entryOutsideExits: '开仓价{{entryPrice}}必须在止损价{{stopPrice}}与止盈价{{targetPrice}}之间。请更改其一。',
  sliceTooLarge: '每份{{sliceQty}}超过总数{{orderQty}}。请减小每份数量。',
  moreSlicesThanLots: '{{slices}}份多于总数{{orderQty}}。请减少份数。',
  workTooShort: '{{slices}}份放不进{{lengthMs}}：从现在起每份至少需要一秒。请减少份数或推迟结束。',
  workTooLong: '{{lengthMs}}超过可执行的最长时间{{limitMs}}。请提前结束。',
  heldNotPaused: '保管委托{{heldId}}并未暂停，无需恢复。',
  heldNotOpen: '保管委托{{heldId}}已暂停或已结束，不能这样更改。',
  exitsAtVenue: '保管委托{{heldId}}的止盈与止损已是交易所的委托，或本无此二者。请更改那些委托。',
  heldFoundAfterRestart: 'Tenor停止时正保管此委托，此后未做任何动作。请查看行情及其委托，然后恢复或取消。',
  sessionDropped: '交易连接已丢失。已在交易所的挂单仍在，除非您要求断线撤单。待ORD恢复实时后，请恢复或取消。',
  pausedByPerson: '您暂停了它。已在交易所的挂单仍在。',
  pausedByCancelAll: '挂单已被全部撤销，因此不再发出。请恢复或取消。',
  childEnded: '其委托{{clientOrderId}}已{{status}}而未成交。恢复将补发缺少的部分。',
  entryEnded: '其开仓委托{{clientOrderId}}已{{status}}而无成交，因此无可保护。',
  changeNotTaken: '交易所未接受对其委托{{clientOrderId}}的更改。恢复将再次请求。',
  exitsRaced:
    '止盈与止损在其一撤回之前均已成交：{{filledQty}}，而非{{orderQty}}。Tenor不会反向交易；请核对持仓。',
  endTimeReached: '时间已到，尚余{{leftQty}}。',
  canceledByPerson: '您取消了它，其在交易所的委托也一并撤销。',
  notConnected: '尚未连接交易所。Tenor正在持续尝试。',
  connectFailed: '无法到达交易所：{{text}}。Tenor正在持续尝试。',
  linkClosed: '与交易所的连接已关闭：{{text}}。Tenor正在重连。',
  silent: '交易所已静默{{afterMs}}。Tenor正在重连。',
  late: '交易所的数据迟到{{byMs}}或被滞留，市场可能已在别处。Tenor正在追赶。',
  instrumentSilent: '交易所已{{afterMs}}未提及该合约，而其消息无法核对缺口。Tenor会持续请求盘口。',
  loginAgain: '会话正在重建，以便交易所得知更改。',
  loginRefused: '交易所拒绝登录：{{text}}（{{code}}）。请检查账户密钥。',
  gap: '缺少一条消息：应为变更{{expected}}，收到{{received}}。正在重新获取盘口。',
  checksumMismatch: '盘口在变更{{changeId}}处与交易所不一致。正在重新获取。',
  crossedBook: '盘口交叉，买价{{bid}}不低于卖价{{ask}}（以跳计）。正在重新获取。',
  backwardsTime: '交易所时间倒退了{{byUs}}。正在重新获取盘口。',
  tooManyLevels: '盘口价位超过{{limit}}个。正在重新获取。',
  tooManyOrders: '盘口一侧的委托超过{{limit}}笔。正在重新获取。',
  tooManyLots: '盘口同一价位超过{{limit}}手。正在重新获取。',
  snapshotDiffers: '盘口与交易所快照有{{levels}}个价位不同。已采用快照。',
  badFrame: '交易所发来无法读取的消息：{{text}}。已搁置。',
  awaitingSnapshot: '正在从交易所获取盘口。',
  historyNotWritten: '行情的K线、结算价与曲线未能保存：{{text}}。交易继续，Tenor会持续尝试写入。',
  documentKeptAside: '{{file}}{{fault}}。原文件在配置文件夹中另存为{{keptAs}}，{{usedInstead}}。',
  documentInTheWay:
    '{{file}}{{fault}}，且无法移开：{{text}}。此后的更改只在Tenor结束前有效。请移走该文件并重新启动。',
  documentNotSaved:
    '无法写入{{file}}：{{text}}。文件保持原样；更改在Tenor结束前有效，下次更改时会再次尝试写入。',
  startedAfterCrash:
    'Tenor曾意外中止，现已自行重新启动（连续第{{inARow}}次，{{limit}}次之后不再自动启动）。交易所的有效委托在此期间照常有效，现正与日志核对；盘口均未启用。详见日志{{logFile}}。',
  surveillanceFailed: '您自己的委托不再被监测：{{text}}。交易继续；请重启Tenor以恢复监测。',
}

export const resyncReasonsZh: Translated<typeof resyncReasonsEn> = {
  gap: '缺消息',
  checksumMismatch: '校验不符',
  crossedBook: '盘口交叉',
  backwardsTime: '时间倒退',
  tooManyLevels: '价位过多',
  tooManyOrders: '委托过多',
  tooManyLots: '手数过多',
  snapshotDiffers: '快照不同',
}
