/** What every part of the page uses, run in the browser: elements made without markup, calls of the control API, spoken news. */

/** Properties of an element to make; `text` becomes its text, `on` its listeners, all else attributes. */
export type Parts = {
  readonly text?: string
  readonly on?: Readonly<Record<string, (event: Event) => void>>
  readonly [attribute: string]: unknown
}

export type Tools = {
  /** Makes an element; text is never read as markup. */
  make<Name extends keyof HTMLElementTagNameMap>(name: Name, parts?: Parts, children?: readonly Node[]): HTMLElementTagNameMap[Name]
  /** A control with its label around it. */
  labelled(label: string, control: HTMLElement): HTMLElement
  /** Calls the control API. Rejects with the sentence that it refuses with. */
  call(path: string, body?: unknown, method?: string): Promise<unknown>
  /** Does something, tells how it ended on the page's status line, and has everything shown anew. */
  act(done: string, action: () => Promise<unknown>): void
  say(text: string, isProblem?: boolean): void
  /** Registers what is shown anew after each act. */
  refreshing(refresh: () => Promise<void>): void
  /** The name of whoever plays. */
  who(): string
}

/** Sent to the browser as text: refers to nothing outside itself. */
export function makeTools(): Tools {
  const refreshes: (() => Promise<void>)[] = []
  const status = document.getElementById('status')
  const say = (text: string, isProblem = false): void => {
    if (status === null) return
    status.textContent = text
    status.classList.toggle('problem', isProblem)
  }
  const failed = (error: unknown): void => say(error instanceof Error ? error.message : String(error), true)
  const make: Tools['make'] = (name, parts = {}, children = []) => {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(parts)) {
      if (key === 'text') element.textContent = String(value)
      else if (key === 'on') for (const [type, listen] of Object.entries(parts.on ?? {})) element.addEventListener(type, listen)
      else if (value === true) element.setAttribute(key, '')
      else if (value !== false && value !== undefined) element.setAttribute(key, String(value))
    }
    element.append(...children)
    return element
  }
  const call: Tools['call'] = async (path, body, method) => {
    const init = body === undefined ? { method: method ?? 'GET' } : { method: method ?? 'POST', body: JSON.stringify(body) }
    const response = await fetch(path, init)
    const answer = (await response.json()) as unknown
    if (!response.ok) throw new Error(String((answer as { readonly error?: unknown }).error))
    return answer
  }
  return {
    make,
    call,
    say,
    labelled: (label, control) => make('label', {}, [make('span', { text: label }), control]),
    act: (done, action) => {
      action()
        .then(async () => {
          await Promise.all(refreshes.map((refresh) => refresh()))
          say(done)
        })
        .catch(failed)
    },
    refreshing: (refresh) => {
      refreshes.push(refresh)
    },
    who: () => {
      const input = document.getElementById('who')
      return input instanceof HTMLInputElement && input.value.trim() !== '' ? input.value.trim() : 'person'
    },
  }
}
