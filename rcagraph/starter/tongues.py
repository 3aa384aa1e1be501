"""What houses that do not write English call things: Chinese, Japanese, German, French and more.

Keys and labels stand as `folded` gives them; headings and column headers in lower case.
"""

from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, ...]] = {
    "Incident": (
        *("故障", "事故", "复盘", "事件报告", "障害", "インシデント", "störung", "störungen"),
        *("vorfall", "vorfälle", "ausfall", "ausfälle", "panne", "pannes", "incidente"),
        *("incidentes", "incidenti", "falla", "fallas", "avería", "averías", "falha", "falhas"),
    ),
    "Service": (
        *("服务", "系统", "サービス", "システム", "dienst", "dienste", "servicio", "servicios"),
        *("serviço", "serviços", "servizio", "servizi", "système", "systèmes", "sistema"),
        *("sistemas", "sistemi"),
    ),
    "Runbook": (
        *("手册", "运维手册", "预案", "手順", "手順書", "anleitung", "anleitungen", "fiche"),
        *("fiches", "procédure", "procédures", "procedimiento", "procedimientos"),
        *("procedimento", "procedimentos", "procedura"),
    ),
    "Team": (
        *("团队", "小组", "チーム", "équipe", "équipes", "equipo", "equipos", "equipe"),
        *("equipes", "squadra", "squadre"),
    ),
    "Person": ("人员", "成员", "personne", "personnes", "pessoas"),
    "Resource": ("资源", "数据库", "データベース", "datenbank", "datenbanken", "base_de_données"),
}
"""Words in the names of folders and types, with their plurals."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "Incident": {
        "date": "日期 发生日期 故障日期 発生日 日付 datum tag_des_vorfalls fecha data",
        "severity": "严重程度 严重级别 严重性 故障级别 级别 等级 优先级 重大度 深刻度 優先度 "
        "schweregrad schwere priorität gravité sévérité criticité priorité gravedad severidad "
        "prioridad gravidade severidade prioridade gravità severità priorità",
        "status": "状态 状態 ステータス zustand état etat statut estado stato",
        "duration_minutes": "持续时间 时长 影响时长 継続時間 停止時間 dauer ausfalldauer durée "
        "duree duración duracion duração durata",
        "started_at": "开始时间 发生时间 開始時刻 発生時刻 beginn début inicio início inizio",
        "detected_at": "发现时间 検知時刻 erkannt détecté detectado rilevato",
        "mitigated_at": "缓解时间 止损时间 atténué mitigado",
        "resolved_at": "恢复时间 结束时间 解决时间 復旧時刻 behoben ende résolu fin resuelto "
        "resolvido fim risolto fine",
        "summary": "概述 摘要 概要 zusammenfassung résumé resumen resumo riepilogo",
        "root_cause": "根本原因 根因 原因 ursache cause_racine causa causa_raíz causa_raiz",
        "users_affected": "影响用户 影响用户数 影響ユーザー数 betroffene_nutzer "
        "utilisateurs_touchés clients_touchés usuarios_afectados usuários_afetados",
        "revenue_impact": "损失 损失金额 損失額 kosten schaden coût coûts coste costo custo",
    },
    "Service": {
        "tier": "级别 等级 重要度 kritikalität criticité criticidad criticidade criticità",
        "lifecycle": "状态 状態 zustand état estado stato",
    },
    "Runbook": {
        "updated": "更新 更新日期 更新日 aktualisiert stand mis_à_jour mise_à_jour actualizado "
        "atualizado aggiornato",
    },
}
_OWNERS = (
    "负责团队 团队 所属团队 负责人 担当チーム チーム オーナー eigentümer zuständig verantwortlich "
    "équipe propriétaire responsable equipo equipe responsável squadra responsabile"
)
_ESCALATION = "升级 エスカレーション eskalation escalade escalamiento escalação"
EDGES: Mapping[str, Mapping[str, str]] = {
    "Incident": {
        "AFFECTS": "影响服务 受影响服务 影响系统 服务 影響サービス 対象サービス サービス "
        "betroffene_dienste betroffene_services betroffene_systeme dienste dienst "
        "services_touchés services_impactés services_affectés servicios_afectados servicios "
        "serviços_afetados serviços servizi_interessati servizi_coinvolti servizi",
        "ORIGINATED_IN": "起因服务 故障服务 原因サービス ursprung service_d'origine "
        "servicio_de_origen serviço_de_origem servizio_di_origine",
        "AUTHORED_BY": "作者 撰写人 负责人 責任者 担当者 作成者 autor verfasser auteur auteurs "
        "autores autore responsable responsável responsabile",
        "IN_CATEGORY": "类别 分类 カテゴリ kategorie catégorie categoría categoria",
    },
    "Service": {"OWNS": _OWNERS, "ESCALATES_TO": _ESCALATION},
    "Resource": {"OWNS": _OWNERS},
    "Runbook": {
        "DOCUMENTS": "服务 サービス dienst servicio serviço servizio",
        "OWNS": _OWNERS,
        "ESCALATES_TO": _ESCALATION,
    },
    "Team": {"MEMBER_OF": "成员 メンバー mitglieder membres miembros membros membri"},
}
DEPENDENCIES = (
    "依赖 依赖服务 依存 依存先 hängt_ab_von abhängigkeiten benötigt dépend_de dépendances "
    "depende_de dependencias dependências dipende_da dipendenze"
)

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "section:summary": (
        *("概述", "摘要", "概要", "zusammenfassung", "résumé", "resumen", "resumo", "riepilogo"),
    ),
    "section:root_cause": (
        *("根本原因", "根因", "根因分析", "原因", "ursache", "ursachen", "cause racine"),
        *("cause", "causes", "causa raíz", "causa raiz", "causa"),
    ),
    "list:went_well": (
        *("做得好的", "做得好的地方", "良かった点", "うまくいったこと", "was gut lief"),
        *("ce qui a bien marché", "ce qui a bien fonctionné", "qué salió bien"),
        *("lo que salió bien", "o que correu bem", "cosa è andato bene"),
    ),
    "list:to_improve": (
        *("待改进", "需要改进", "改进点", "改善点", "うまくいかなかったこと", "was schlecht lief"),
        *("ce qui a mal marché", "à améliorer", "qué salió mal", "lo que salió mal"),
        *("o que correu mal", "cosa è andato male"),
    ),
    "timeline": (
        *("时间线", "时间轴", "経緯", "タイムライン", "時系列", "zeitverlauf", "zeitachse"),
        *("ablauf", "zeitlicher ablauf", "chronologie", "cronología", "línea de tiempo"),
        *("cronologia", "linha do tempo"),
    ),
    "actions": (
        *("行动项", "改进措施", "后续行动", "対応策", "再発防止策", "アクションアイテム"),
        *("maßnahmen", "folgemaßnahmen", "plan d'action", "actions", "actions correctives"),
        *("acciones", "plan de acción", "ações", "plano de ação", "azioni", "piano d'azione"),
    ),
}
"""By what stands under them in the note of an incident."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "timeline.time": ("时间", "時刻", "時間", "uhrzeit", "zeit", "heure", "hora", "ora"),
    "timeline.event": (
        *("事件", "内容", "出来事", "ereignis", "événement", "evento", "acontecimiento"),
    ),
    "actions.text": (
        *("任务", "行动", "措施", "対応", "アクション", "maßnahme", "aufgabe", "action", "tâche"),
        *("acción", "tarea", "ação", "tarefa", "azione"),
    ),
    "actions.owner": (
        *("负责人", "担当", "担当者", "verantwortlich", "zuständig", "responsable"),
        *("responsável", "responsabile"),
    ),
    "actions.due_date": (
        *("截止", "截止日期", "期限", "frist", "fällig", "fällig am", "échéance", "fecha límite"),
        *("vence", "prazo", "scadenza"),
    ),
    "actions.status": ("状态", "状態", "statut", "état", "estado", "stato"),
    "actions.priority": (
        *("优先级", "優先度", "priorität", "priorité", "prioridad", "prioridade", "priorità"),
    ),
}
"""Headers of the tables under those headings."""

MILESTONES: Mapping[str, str] = {
    "detected_at": "报警|告警|検知|アラート|alarm|alerte|alerta|allarme",
    "acknowledged_at": "接单|响应|prévenu|avisad|bereitschaft",
    "identified_at": "定位|特定|identifi|erkannt",
    "mitigated_at": "缓解|止损|atténu|mitigad",
    "resolved_at": "恢复|解决|復旧|behoben|gelöst|résolu|resuelt|resolvid|risolt",
}
"""What an event says that marks a milestone."""

SCALES = frozenset(
    (
        *("紧急", "严重", "重大", "一般", "轻微", "高", "中", "低", "致命", "軽微"),
        *("kritisch", "hoch", "mittel", "niedrig", "gering", "critique", "majeure", "majeur"),
        *("mineure", "mineur", "haute", "moyenne", "basse", "élevée", "faible"),
        *("crítica", "crítico", "alta", "alto", "media", "medio", "média", "baja", "baixa"),
        *("bassa", "grave", "leve"),
        *("critical", "major", "minor", "urgent", "high", "medium", "moderate", "low", "severe"),
        *("krytyczny", "wysoki", "średni", "niski", "kriittinen", "hög", "låg", "hoog", "laag"),
    )
)
"""Words of scales of severity."""
