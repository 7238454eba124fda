"""Many reports at once: stored first, read one by one by the worker, counted on a page that can be left."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.desk.playing import at_desk, text, tree
from tests.desk.test_intake import TEXT
from yifa.desk import intake_job, intake_upload
from yifa.desk.models import Batch, HandedIn, Intake
from yifa.jobs.loop import run_due, run_once
from yifa.jobs.models import Job
from yifa.project.work import HANDLERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(cast, settings, tmp_path):
    settings.UPLOADS_ROOT = tmp_path
    return at_desk(cast, "clerk")


def paper(number: int) -> bytes:
    return TEXT.replace("3次", f"{number + 3}次").encode()


def hand_in(client, *files):
    return client.post("/intake/", {"files": [SimpleUploadedFile(name, data) for name, data in files]})


def three(client) -> str:
    files = (("一.txt", paper(1)), ("坏.pdf", b"%PDF-1.4 broken"), ("三.txt", paper(3)))
    return hand_in(client, *files).headers["Location"]


def work(client, jobs: int | None = None) -> None:
    if jobs is None:
        run_due(HANDLERS, now=timezone.localtime)
    for _ in range(jobs or 0):
        run_once(HANDLERS, now=timezone.localtime)


def test_files_are_stored_before_any_is_read(client, tmp_path: Path):
    url = three(client)
    assert Intake.objects.count() == 0
    assert sorted(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()) == sorted(
        [paper(1), b"%PDF-1.4 broken", paper(3)]
    )
    page = text(tree(client.get(url)))
    assert "已读0/3" in page and "交来3份报告，正在读" in page and "重新打开本页" in page


def test_the_page_counts_names_what_cannot_be_read_and_can_be_left(client):
    url = three(client)
    work(client, 1)
    assert "已读1/3" in text(tree(client.get(url)))
    work(client, 1)
    page = tree(client.get(url))
    assert "已读1/3，读不了1" in text(page) and "“坏.pdf”读不了：PDF已损坏" in text(page)
    assert page.xpath("//main//progress/@value") == ["2"]
    # Left, and come back by the list.
    assert tree(client.get("/intake/")).xpath("//table[@id='batches']//a/@href") == [url]
    work(client)
    page = tree(client.get(url))
    assert "读完2份，1份读不了" in text(page) and "“坏.pdf”读不了" in text(page)
    assert page.xpath("//table[@id='read']//a/@href") == [
        f"/intake/{file.report_id}/" for file in HandedIn.objects.filter(state="read").order_by("place")
    ]
    assert Intake.objects.count() == 2 and not page.xpath("//main//*[@hx-get]")
    assert "读不了1份" in text(tree(client.get("/intake/")))


def test_polling_swaps_only_what_is_new(client):
    url = three(client)
    strip = tree(client.get(url)).xpath("//main//*[@hx-get]")[0]
    polled = strip.get("hx-get")
    assert client.get(polled, headers={"HX-Request": "true"}).status_code == 204
    work(client, 2)
    answer = client.get(polled, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in answer and "已读 1 / 3" in answer and "every 2s" in answer
    assert re.search(r'id="refused" hx-swap-oob="true".*坏\.pdf', answer, re.S)
    work(client)
    answer = client.get(polled, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in answer and "看结果" in answer


def test_a_fault_of_the_reader_belongs_to_its_file(client, monkeypatch):
    def stumble(source):
        if "4次" in source.text:
            raise RecursionError("deep")
        return real(source)

    real = intake_job.read_source
    monkeypatch.setattr(intake_job, "read_source", stumble)
    url = hand_in(client, ("深.txt", paper(1)), ("好.txt", paper(2))).headers["Location"]
    work(client)
    page = text(tree(client.get(url)))
    assert "“深.txt”读不了：读这份文件时程序出了错，已记下编号" in page and "读完1份，1份读不了" in page


def test_a_file_that_kills_every_worker_is_given_up_and_can_be_read_again(client):
    url = three(client)
    first = HandedIn.objects.get(place=1)
    Job.objects.filter(about=str(first.pk)).update(state=Job.State.FAILED, attempts=5)
    work(client)
    page = tree(client.get(url))
    assert "“一.txt”读不了：读了几次，每次都中断" in text(page) and "读完1份，2份读不了" in text(page)
    assert "读不了2份" in text(tree(client.get("/intake/")))
    assert page.xpath(f"//form[@action='{url}']//button[contains(., '再读一遍')]")
    assert client.post(url).headers["Location"] == url
    work(client)
    assert "读完2份，1份读不了" in text(tree(client.get(url)))


def test_one_small_file_is_read_at_once_and_once(client):
    answer = hand_in(client, ("一.txt", paper(1)))
    row = Intake.objects.get()
    assert answer.headers["Location"] == f"/intake/{row.pk}/"
    # Had the reading been cut off, the worker would have done it; now it finds nothing to do.
    job = Job.objects.get()
    assert job.due > timezone.now() + timedelta(minutes=1)
    Job.objects.update(due=timezone.now())
    Intake.objects.update(state="confirmed")
    work(client)
    job.refresh_from_db()
    assert job.state == "done" and Intake.objects.get().at == row.at


def test_one_large_file_waits_for_the_worker(client, monkeypatch):
    monkeypatch.setattr(intake_upload, "AT_ONCE", 100)
    url = hand_in(client, ("一.txt", paper(1))).headers["Location"]
    assert url.startswith("/intake/batch/")
    work(client)
    assert "1份都读完了" in text(tree(client.get(url)))


def test_too_large_and_too_many_are_said_by_name_and_number(client, monkeypatch):
    monkeypatch.setattr(intake_upload, "LARGEST", len(paper(1)) + 10)
    url = hand_in(client, ("一.txt", paper(1)), ("大.txt", paper(1) * 2)).headers["Location"]
    work(client)
    assert "“大.txt”读不了：超过50MB" in text(tree(client.get(url)))
    many = [(f"{number}.txt", b"x") for number in range(201)]
    answer = hand_in(client, *many)
    assert answer.status_code == 422 and "选了201份，一次最多200份" in answer.content.decode()
    assert Batch.objects.count() == 1


def test_a_full_disk_keeps_nothing_and_says_so(client, monkeypatch, tmp_path: Path):
    def full(path, file):
        if path.name == "0002":
            raise OSError(28, "No space left on device")
        real(path, file)

    real = intake_upload._write
    monkeypatch.setattr(intake_upload, "_write", full)
    answer = hand_in(client, ("一.txt", paper(1)), ("二.txt", paper(2)))
    assert answer.status_code == 422 and "没有存上，一份也没有读" in answer.content.decode()
    assert Batch.objects.count() == Job.objects.count() == 0
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_names_from_outside_are_words_never_paths(client, tmp_path: Path):
    url = hand_in(client, ("同.txt", paper(1)), ("同.txt", paper(2)), ("a\x07b.txt", paper(3))).headers[
        "Location"
    ]
    work(client)
    assert Intake.objects.count() == 3
    assert [file.name for file in HandedIn.objects.order_by("place")] == ["同.txt", "同.txt", "ab.txt"]
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {"0001", "0002", "0003"}
    assert client.get(url).status_code == 200


def test_a_text_with_nul_is_kept(client):
    hand_in(client, ("零.txt", paper(1).replace("普法".encode(), b"\x00")))
    row = Intake.objects.get()
    assert "\x00" not in row.text and "\ufffd" in row.text
    assert client.get(f"/intake/{row.pk}/").status_code == 200


def test_the_batch_of_another_office_does_not_exist(client, cast):
    url = three(client)
    assert at_desk(cast, "county").get(url).status_code == 404
    assert at_desk(cast, "officer1").get(url).status_code == 403
