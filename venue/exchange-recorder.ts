// Stands between the exchange and the gateway: passes on what the exchange tells, and hands each command it carried out to
// the journal. Used where a venue is put together (paper-venue.ts).
import type { TimeUs } from '../shared/domain/brands.ts'
import type { ExecutionReport } from '../shared/venue-wire/order-messages.ts'
import type { ExchangeCommand } from './exchange/exchange-commands.ts'
import type { ExchangeListener, PublishedMessage } from './exchange/exchange-events.ts'
import type { GatewayListener } from './gateway/venue-port.ts'
import type { VenueJournal } from './journal/venue-journal.ts'

export class ExchangeRecorder implements ExchangeListener {
  /** Off while the exchange replays what the journal holds already. */
  isRecording = false
  private readonly listener: GatewayListener
  private readonly journal: Pick<VenueJournal, 'append'> | undefined
  private concernsClients = false

  constructor(listener: GatewayListener, journal: Pick<VenueJournal, 'append'> | undefined) {
    this.listener = listener
    this.journal = journal
  }

  published(message: PublishedMessage): void {
    if (this.isRecording) this.listener.published(message)
  }

  reported(accountId: string, report: ExecutionReport): void {
    if (!this.isRecording) return
    this.concernsClients = true
    this.listener.reported(accountId, report)
  }

  executed(command: ExchangeCommand, nowUs: TimeUs): void {
    if (!this.isRecording) return
    this.journal?.append(command, nowUs)
    if ('account' in command) this.concernsClients = true
  }

  /**
   * Whether what came since the last call has to outlast a power failure: clients' commands, and whatever was reported to a
   * client, also where others did it. A fill that was told and then forgotten would be traded again.
   */
  takeConcernsClients(): boolean {
    const did = this.concernsClients
    this.concernsClients = false
    return did
  }
}
