// The Chinese words of the first steps.
import type { firstRunEn } from '../first-run-en.ts'
import type { Translated } from '../translated.ts'

export const firstRunZh: Translated<typeof firstRunEn> = {
  title: '入门三步',
  leave: '退出入门三步（Esc）',
  place: '第{{nth}}步，共{{count}}步',
  again: '按{{key}}并选“{{name}}”可再次打开。',
  next: '下一步',
  skip: '跳过',
  back: '上一步',
  done: '完成',
  venue: {
    title: '在哪里交易？',
    connecting: '交易所尚未答复，答复后此处显示其名称。',
    label: '交易所',
    here: '就在这里',
    own: '我自己的交易所',
    address: '交易所地址',
    ownHow:
      'Tenor在启动时确定交易所，这样一家交易所的委托绝不会混到另一家。请退出Tenor，并用下面的命令启动：',
    notAddress: '“{{text}}”不是交易所地址。地址以ws://或wss://开头，不含密钥，例如{{example}}。',
    command: '命令',
    ownKey:
      '该文件夹使其委托与此处的分开。密钥取自环境变量TENOR_KEY_ID与TENOR_KEY_SECRET；未设置时使用公开的模拟密钥。',
  },
  work: {
    title: '您做什么？',
    lead: '据此打开合适的工作区。Tenor名称旁的按钮可打开其他工作区。',
    trader: '交易',
    traderWhat: '盘口、报价、曲线，下方为委托：工作区“{{workspace}}”。',
    hedger: '套保',
    hedgerWhat: '大幅曲线，下方为持仓，旁边为盘口：工作区“{{workspace}}”。',
    both: '两者都做',
    bothWhat: '先打开“{{workspace}}”；另一个用{{key}}打开。',
  },
  fill: {
    title: '第一笔成交',
    open: '逐步完成第一笔成交',
    marks: '进度',
    armed: '启用',
    sent: '委托',
    filled: '成交',
    position: '持仓',
    replay: '回放不接受委托，因此这里没有可发送的内容。',
    live: '这里不是模拟：委托是真实的，涉及真实资金。因此这一步只作说明。',
    how: '盘口在按{{key}}启用之前是锁定的。启用后，在某一行的“买量”列点击即以该行价格买入，在“卖量”列点击即卖出。委托以标签显示在价格旁，成交后列入“成交”，手数计入“持仓”。',
    noLadder: '此工作区没有显示合约的盘口。',
    openTrading: '打开“{{workspace}}”',
    blocked: '{{reason}}可以发送委托时，这里会自动继续。',
    arm: '{{instrument}}的盘口已锁定，点击不会发送。请启用：按{{key}}，或点上方的“{{button}}”。边框会变为琥珀色。',
    click:
      '已启用。请在盘口找到{{price}}，即目前的最优卖价，在该行的“买量”列点击：立即买入{{lots}}。点更低的行则排队等待。',
    clickNoAsk:
      '已启用。目前无人卖出{{instrument}}。在某一行的“买量”列点击：委托在该价排队，直到有人以该价卖出。',
    clickKeys: '用键盘：{{ladder}}转到盘口，{{home}}将盘口居中，↑ ↓选择价位，{{buy}}买入。',
    denied: 'Tenor已拦截，未发送：{{reason}}可以再点一次。',
    pending: '已发送：{{words}}。委托已写入本机日志，交易所尚未答复。',
    unknown: '{{words}}已发送但未收到答复，其结果尚不明。Tenor正在向交易所查询，不会重发。',
    working:
      '{{words}}已在交易所挂单，有人以该价卖出时成交；在此之前，点标签上的 × 可撤单。可以等待，也可以点更接近市价的价位。',
    workingSell:
      '{{words}}已在交易所挂单，有人以该价买入时成交；在此之前，点标签上的 × 可撤单。可以等待，也可以点更接近市价的价位。',
    ended: '{{words}}未成交即结束：{{status}}。{{reason}}可以再点一次。',
    filledAt: '{{side}}{{instrument}}{{lots}}，价格{{prices}}。',
    filledUnpriced: '{{side}}{{instrument}}{{lots}}，含价格的回报尚在途中。',
    rest: '该委托还有{{lots}}在排队。',
    positionIs: '现持仓{{net}}手。',
    positionFlat: '现无持仓。',
    after: '成交列在“成交”中，“持仓”显示其盈亏。按{{key}}可在确认后平仓。',
  },
}
