"""The table of contents: every floor and room that is installed, in order."""

FLOORS = [
    "yifa.people.apps.PeopleConfig",
    "yifa.ledger.apps.LedgerConfig",
    "yifa.jobs.apps.JobsConfig",
    "yifa.matter.apps.MatterConfig",
    "yifa.measure.apps.MeasureConfig",
]

ROOMS: list[str] = [
    "yifa.registers.penalty.apps.PenaltyConfig",
    "yifa.registers.information_request.apps.InformationRequestConfig",
    "yifa.registers.deliberation.apps.DeliberationConfig",
    "yifa.registers.casefile_review.apps.CasefileReviewConfig",
    "yifa.registers.enforcement_training.apps.EnforcementTrainingConfig",
    "yifa.registers.enforcement_officer.apps.EnforcementOfficerConfig",
    "yifa.registers.law_exam.apps.LawExamConfig",
    "yifa.registers.law_study.apps.LawStudyConfig",
    "yifa.registers.disclosure.apps.DisclosureConfig",
    "yifa.registers.mediation.apps.MediationConfig",
    "yifa.registers.committee.apps.CommitteeConfig",
    "yifa.registers.mediator.apps.MediatorConfig",
]

FACES: list[str] = ["yifa.sheets.apps.SheetsConfig"]
