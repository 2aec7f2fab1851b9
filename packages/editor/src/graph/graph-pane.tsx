/** The read-only picture of the policy, with the outline as its twin for those who do not use the picture. */
import { ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react'
import '@xyflow/react/dist/style.css'
import './graph.css'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { analysis } from '../document/analysis'
import { cursor } from '../document/cursor'
import { requestRevealSpan } from '../document/reveal'
import { EmptyState } from '../ui/empty-state'
import { Icon } from '../ui/icon'
import { useStore } from '../ui/store'
import { s } from '../ui/strings'
import { choiceAt, placeOf } from './at-cursor'
import { type Choice, type FlowEdge, type FlowNode, toFlow } from './flow-model'
import { GraphHeads } from './graph-heads'
import { totalWidth } from './layout'
import { ListNode } from './list-node'
import { MappingEdge } from './mapping-edge'
import { ObjectNode } from './object-node'
import { Outline } from './outline'
import { RuleNode } from './rule-node'
import { TieEdge } from './tie-edge'

const nodeTypes = { object: ObjectNode, rule: RuleNode, list: ListNode }
const edgeTypes = { mapping: MappingEdge, tie: TieEdge }
const margin = 16
const noGraph = { nodes: [], edges: [] }
const noIds: ReadonlySet<string> = new Set()
const wholeGraph = { padding: 0.04, maxZoom: 1 }

/** The items that the arrow keys go through, in the order of the page. */
const itemsOf = (root: HTMLElement): readonly HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-graph-item], [data-graph-toggle]'),
]

const choiceOf = (element: HTMLElement): Choice => {
  const node = element.dataset['graphItem']
  return node === undefined ? null : { node, row: element.dataset['graphRow'] ?? null }
}

const Canvas = () => {
  const now = useStore(analysis)
  const at = useStore(cursor)
  const [choice, setChoice] = useState<Choice>(null)
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(noIds)
  const [outline, setOutline] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const flow = useReactFlow<FlowNode, FlowEdge>()
  const graph = now?.graph ?? noGraph
  const stale = now?.stale ?? noIds

  const onToggle = useCallback((id: string) => {
    setExpanded((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  // Until the person moves it, the picture fills the width and begins at the top, where it can be read.
  const moved = useRef(false)
  const fitWidth = useCallback(() => {
    const width = box.current?.clientWidth ?? 0
    if (moved.current || width === 0) return
    const zoom = Math.min(1, Math.max(0.4, (width - 2 * margin) / totalWidth))
    void flow.setViewport({ x: Math.max(margin, (width - totalWidth * zoom) / 2), y: margin, zoom })
  }, [flow])
  const hasGraph = graph.nodes.length > 0
  useEffect(() => {
    if (box.current === null || !hasGraph) return
    const observer = new ResizeObserver(fitWidth)
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [fitWidth, hasGraph])

  const { nodes, edges } = useMemo(
    () => toFlow({ graph, stale, expanded, choice, diagnostics: now?.diagnostics ?? [], onToggle }),
    [graph, stale, expanded, choice, now, onToggle],
  )

  // The text cursor chooses what it stands in, unless the graph made it move there.
  const graphRef = useRef(graph)
  graphRef.current = graph
  useEffect(() => {
    if (at === null || at.byGraph) return
    setChoice(choiceAt(graphRef.current, at.file, at.offset))
  }, [at])

  const choose = useCallback((next: Choice, focusText: boolean) => {
    setChoice(next)
    const place = placeOf(graphRef.current, next)
    if (place !== null) requestRevealSpan(place.file, place.span, focusText)
  }, [])
  const onNodeClick = (event: MouseEvent) => {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-graph-item]') : null
    if (item !== null) choose(choiceOf(item), false)
  }
  const onLabelClick = (event: MouseEvent) => {
    const label = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-edge-label]')?.dataset['edgeLabel'] : undefined
    if (label !== undefined) choose({ edge: label }, false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }
    const step = steps[event.key]
    const root = box.current
    if (root === null || (step === undefined && event.key !== 'Home' && event.key !== 'End')) return
    const items = itemsOf(root)
    const here = items.findIndex((item) => item.contains(document.activeElement))
    const next =
      event.key === 'Home'
        ? items[0]
        : event.key === 'End'
          ? items.at(-1)
          : items[Math.max(0, Math.min(items.length - 1, here + (step ?? 0)))]
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    for (const item of items) item.tabIndex = item === next ? 0 : -1
    next.focus()
    const node = flow.getNode(next.dataset['graphItem'] ?? next.dataset['graphToggle'] ?? '')
    if (node !== undefined) {
      const middle = next.offsetTop + next.offsetHeight / 2
      void flow.setCenter(node.position.x + (node.width ?? 0) / 2, node.position.y + middle, { zoom: flow.getZoom() })
    }
  }
  // One stop for the Tab key: the item that had the focus last, else the first.
  useEffect(() => {
    const root = box.current
    if (root === null || nodes.length === 0) return
    const items = itemsOf(root)
    if (!items.some((item) => item.tabIndex === 0) && items[0] !== undefined) items[0].tabIndex = 0
  }, [nodes])

  if (now !== null && graph.nodes.length === 0) return <EmptyState title={s.graph.empty} body={s.graph.emptyBody} />
  return (
    <div className={`graph-pane${outline ? ' has-outline' : ''}`}>
      <div className="graph-bar">
        <span className="graph-legend" aria-hidden="true">
          <span className="side-mark side-hubspot" /> {s.common.hubspot}
        </span>
        {stale.size > 0 ? (
          <span className="graph-stale" role="status">
            <Icon name="warning" size={14} /> {s.graph.stale}
          </span>
        ) : (
          <span className="grow" />
        )}
        <span className="graph-legend" aria-hidden="true">
          <span className="side-mark side-salesforce" /> {s.common.salesforce}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={s.graph.zoomOut}
          title={s.graph.zoomOut}
          onClick={() => void flow.zoomOut()}
        >
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" className="icon-button" aria-label={s.graph.zoomIn} title={s.graph.zoomIn} onClick={() => void flow.zoomIn()}>
          <Icon name="plus" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-label={s.graph.fit}
          title={s.graph.fit}
          onClick={() => void flow.fitView(wholeGraph)}
        >
          <Icon name="fit" />
        </button>
        <button
          type="button"
          className="icon-button"
          aria-pressed={outline}
          aria-label={s.graph.outline}
          title={s.graph.outline}
          onClick={() => setOutline(!outline)}
        >
          <Icon name="outline" />
        </button>
      </div>
      {outline && <Outline graph={graph} stale={stale} choice={choice} onChoose={(next) => choose(next, true)} />}
      {/* biome-ignore lint/a11y/useSemanticElements: a picture of parts is no fieldset */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the parts inside are buttons, whose keys arrive here as clicks */}
      <div className="graph-canvas" role="group" aria-label={s.graph.name} ref={box} onKeyDownCapture={onKeyDown} onClick={onLabelClick}>
        <ReactFlow<FlowNode, FlowEdge>
          nodes={nodes as FlowNode[]}
          edges={edges as FlowEdge[]}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          // Its keys listen on the whole page and would eat the space bar of the text beside it.
          panActivationKeyCode={null}
          zoomActivationKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          panOnScroll
          minZoom={0.15}
          maxZoom={1.6}
          onInit={fitWidth}
          onMoveStart={(event) => {
            if (event !== null) moved.current = true
          }}
          onNodeClick={onNodeClick}
          onEdgeClick={(_, edge) => choose({ edge: edge.id }, false)}
        >
          <GraphHeads />
        </ReactFlow>
      </div>
    </div>
  )
}

export const GraphPane = () => (
  <ReactFlowProvider>
    <Canvas />
  </ReactFlowProvider>
)

export default GraphPane
