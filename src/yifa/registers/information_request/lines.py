"""The words of the national table of requests (国办公开办函〔2021〕30号, 未核): its columns and its lines."""

from dataclasses import dataclass

NATURAL = "自然人"
ORGANISATIONS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
APPLICANT_KINDS = (NATURAL, *ORGANISATIONS)


@dataclass(frozen=True)
class Line:
    """One line of 三、本年度办理结果: ``word`` is the register's word and the line's, ``outcome`` the step's 结果
    where the law and not the office ends the request.
    """

    slug: str
    family: str
    word: str
    outcome: str = ""


LINES = (
    Line("given", "予以公开", "予以公开"),
    Line("partly", "部分公开", "部分公开"),
    Line("secret", "不予公开", "属于国家秘密"),
    Line("forbidden", "不予公开", "其他法律行政法规禁止公开"),
    Line("security", "不予公开", "危及三安全一稳定"),
    Line("third_party", "不予公开", "保护第三方合法权益"),
    Line("internal", "不予公开", "属于三类内部事务信息"),
    Line("in_process", "不予公开", "属于四类过程性信息"),
    Line("case_file", "不予公开", "属于行政执法案卷"),
    Line("enquiry", "不予公开", "属于行政查询事项"),
    Line("not_held", "无法提供", "本机关不掌握相关政府信息"),
    Line("to_be_made", "无法提供", "没有现成信息需要另行制作"),
    Line("still_unclear", "无法提供", "补正后申请内容仍不明确"),
    Line("petition", "不予处理", "信访举报投诉类申请"),
    Line("repeated", "不予处理", "重复申请"),
    Line("publication", "不予处理", "要求提供公开出版物"),
    Line("excessive", "不予处理", "无正当理由大量反复申请"),
    Line("reissue", "不予处理", "要求行政机关确认或重新出具已获取信息"),
    Line("not_corrected", "其他处理", "逾期不补正", "逾期不补正"),
    Line("not_paid", "其他处理", "逾期不缴费", "逾期不缴费"),
    Line("other", "其他处理", "其他", "申请人撤回"),
)
RESULTS = tuple(line.word for line in LINES)
FAMILIES = tuple(dict.fromkeys(line.family for line in LINES))

REMEDY_RESULTS = ("维持", "纠正", "其他")
DIRECT, AFTER_REVIEW = "未经复议直接起诉", "复议后起诉"
