// The Alerts tab: every rule with where it stands, and beside them what was told, to be marked as seen.
import type { ReactElement } from 'react'
import { Bell, BellOff, Check, Pencil, X } from 'lucide-react'
import { useStore } from 'zustand'
import type { AlertEntry, AlertRule } from '../../../shared/domain/alert.ts'
import type { AlertRuleRow } from '../../../shared/ui-wire/projections.ts'
import { alertText, alertTitle } from '../../../shared/ui-wire/alert-words/alert-text.ts'
import { integerText } from '../../i18n/number-text.ts'
import { ageText, clockText, dateTimeText, withZone } from '../../i18n/time-text.ts'
import { currentLanguage, translate } from '../../i18n/translate.ts'
import { Button } from '../../kit/button.tsx'
import { DataTable, type Column } from '../../kit/data-table.tsx'
import { acknowledgeAlert, removeAlertRule, ruleWords, switchAlert } from '../../store/alert-actions.ts'
import { hintWithKey, keyOrButton } from '../../store/keys.ts'
import { alertsStore } from '../../store/topic-stores.ts'
import { openAlert, openDialog } from '../../store/ui-store.ts'
import './alerts-tab.css'

const NO_RULES: readonly AlertRuleRow[] = []
const NO_LOG: readonly AlertEntry[] = []

export function AlertsTab(): ReactElement {
  return (
    <div className="alerts-lists" data-testid="alerts">
      <RulesTable />
      <LogTable />
    </div>
  )
}

/** What is quiet, and what can be done; stands in the panel's header. */
export function AlertTools(): ReactElement {
  const quietMinutes = useStore(alertsStore, ({ projection }) => projection?.quietMinutes ?? 0)
  const unseen = useStore(alertsStore, ({ projection }) => projection?.unacknowledged ?? 0)
  const newest = useStore(alertsStore, ({ projection }) => projection?.log[0]?.alertId)
  return (
    <span className="blotter-tools">
      {quietMinutes > 0 && (
        <span className="alerts-quiet" title={translate('alerts.quietHint')} data-testid="alerts-quiet">
          <BellOff size={13} aria-hidden />
          {translate('alerts.quiet', { time: ageText(quietMinutes * 60_000_000) })}
        </span>
      )}
      {unseen > 0 && newest !== undefined && (
        <Button
          title={translate('alerts.acknowledgeAllHint')}
          onPress={() => void acknowledgeAlert(newest, true)}
          testId="acknowledge-all"
        >
          {translate('alerts.acknowledgeAll')}
        </Button>
      )}
      <Button
        title={translate('alerts.settingsHint')}
        onPress={() => {
          openDialog('quiet')
        }}
        testId="open-quiet"
      >
        {translate('alerts.settings')}
      </Button>
      <Button
        title={hintWithKey(translate('alerts.newHint'), 'trade.alert')}
        onPress={() => {
          openAlert(undefined)
        }}
        testId="new-alert"
      >
        {translate('alerts.new')}
      </Button>
    </span>
  )
}

function RulesTable(): ReactElement {
  const rules = useStore(alertsStore, ({ projection }) => projection?.rules ?? NO_RULES)
  return (
    <DataTable
      label={translate('alerts.rules')}
      columns={ruleColumns()}
      rows={rules}
      rowKey={({ rule }) => rule.ruleId}
      rowClass={({ state }) => (state === 'off' || state === 'done' ? 'order-finished' : '')}
      rowAttributes={({ rule, state }) => ({
        ...{ 'data-testid': 'alert-rule', 'data-kind': rule.terms.kind, 'data-state': state },
      })}
      empty={translate('alerts.emptyRules', { key: keyOrButton('trade.alert', translate('alerts.new')) })}
    />
  )
}

function LogTable(): ReactElement {
  const log = useStore(alertsStore, ({ projection }) => projection?.log ?? NO_LOG)
  return (
    <DataTable
      label={translate('alerts.log')}
      columns={logColumns()}
      rows={log}
      rowKey={({ alertId }) => String(alertId)}
      rowClass={({ acknowledged }) => (acknowledged === undefined ? '' : 'order-finished')}
      rowAttributes={({ topic, said, count, acknowledged }) => ({
        ...{ 'data-testid': 'alert-row', 'data-topic': topic, 'data-code': said.code },
        ...{ 'data-count': String(count), 'data-seen': String(acknowledged !== undefined) },
      })}
      empty={translate('alerts.emptyLog')}
    />
  )
}

function ruleColumns(): readonly Column<AlertRuleRow>[] {
  return [
    {
      name: 'condition',
      label: translate('alerts.col.condition'),
      width: 'minmax(140px, 1.6fr)',
      cell: ({ rule }) => <ConditionCell rule={rule} />,
    },
    {
      name: 'state',
      label: translate('alerts.col.state'),
      width: 'minmax(84px, 1fr)',
      cell: ({ state }) => (
        <span title={translate(`alerts.state.${state}`)}>{translate(`alerts.state.${state}`)}</span>
      ),
      cellClass: ({ state }) => (state === 'old' ? 'message-unknown' : ''),
    },
    {
      name: 'raised',
      label: translate('alerts.col.raised'),
      width: '60px',
      cell: ({ raisedUs }) =>
        raisedUs === undefined ? '' : <span title={dateTimeText(raisedUs)}>{clockText(raisedUs)}</span>,
    },
    {
      name: 'actions',
      label: translate('alerts.col.actions'),
      width: '74px',
      align: 'right',
      cell: (row) => <RuleActions row={row} />,
    },
  ]
}

function ConditionCell({ rule }: { readonly rule: AlertRule }): ReactElement {
  const words = ruleWords(rule)
  const more = [translate(`alerts.choice.rearm.${rule.rearm}`), rule.note]
    .filter((text) => text !== '')
    .join(' · ')
  return (
    <span title={`${words}\n${more}`}>
      {words} <span className="quiet">{more}</span>
    </span>
  )
}

function RuleActions({ row: { rule, state } }: { readonly row: AlertRuleRow }): ReactElement {
  const words = ruleWords(rule)
  const isOff = state === 'off' || state === 'done'
  const turn = translate(isOff ? 'alerts.switchOn' : 'alerts.switchOff', { words })
  const edit = translate('alerts.edit', { words })
  const remove = translate('alerts.remove', { words })
  const Icon = isOff ? BellOff : Bell
  return (
    <span className="row-actions">
      <Button
        kind="icon"
        label={turn}
        title={turn}
        // One that is done is on already: setting it again arms it anew.
        onPress={() => void switchAlert(state === 'done' ? { ...rule, isOn: false } : rule)}
        testId="switch-alert"
      >
        <Icon size={13} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={edit}
        title={edit}
        onPress={() => {
          openAlert(rule)
        }}
        testId="edit-alert"
      >
        <Pencil size={12} aria-hidden />
      </Button>
      <Button
        kind="icon"
        label={remove}
        title={remove}
        onPress={() => void removeAlertRule(rule)}
        testId="remove-alert"
      >
        <X size={14} aria-hidden />
      </Button>
    </span>
  )
}

function logColumns(): readonly Column<AlertEntry>[] {
  return [
    {
      name: 'time',
      label: withZone(translate('blotter.col.time')),
      width: '60px',
      cell: ({ timeUs }) => <span title={dateTimeText(timeUs)}>{clockText(timeUs)}</span>,
    },
    {
      name: 'what',
      label: translate('alerts.col.what'),
      width: 'minmax(160px, 1fr)',
      cell: (entry) => <WhatCell entry={entry} />,
    },
    {
      name: 'count',
      label: translate('alerts.col.count'),
      width: '40px',
      align: 'right',
      cell: ({ count }) => integerText(count),
    },
    {
      name: 'seen',
      label: translate('alerts.col.seen'),
      width: '32px',
      align: 'right',
      cell: (entry) => <SeenCell entry={entry} />,
    },
  ]
}

function sentence({ said, note }: AlertEntry): string {
  return alertText({ said, count: 1, note }, currentLanguage())
}

function WhatCell({ entry }: { readonly entry: AlertEntry }): ReactElement {
  const text = sentence(entry)
  return (
    <span title={`${alertTitle(entry.topic, entry.count, currentLanguage())}\n${text}`}>
      {text} {entry.wasQuiet && <span className="quiet">{translate('alerts.wasQuiet')}</span>}
    </span>
  )
}

function SeenCell({ entry }: { readonly entry: AlertEntry }): ReactElement {
  const { acknowledged, alertId } = entry
  if (acknowledged !== undefined) {
    const { who, timeUs } = acknowledged
    return (
      <span title={translate('alerts.acknowledged', { who, time: dateTimeText(timeUs) })}>
        <Check size={13} aria-hidden />
      </span>
    )
  }
  const label = translate('alerts.acknowledge', { text: sentence(entry) })
  return (
    <Button
      kind="icon"
      label={label}
      title={label}
      onPress={() => void acknowledgeAlert(alertId, false)}
      testId="acknowledge"
    >
      <Check size={13} aria-hidden />
    </Button>
  )
}
