# Needs make and python3 (3.11 or newer, with venv) and nothing else. `make help` lists the targets.

PYTHON ?= python3

# Standard output belongs to the program: everything else here speaks on standard error.
# (With `-C`, a make older than 4.4 names the folder all the same; add `-s`.)
MAKEFLAGS += --no-print-directory

# Names this folder and this Python, so that a moved or copied checkout, or another PYTHON, sets itself up anew.
READY := .venv/ready-$(firstword $(shell { pwd; $(PYTHON) --version; } 2>&1 | cksum))
PIP = .venv/bin/python -m pip install -q --disable-pip-version-check
OCR := $(READY)-ocr

.PHONY: help chat ocr test arrows lint soak bench audit lock clean

help: ## 列出这些目标
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile

# What reads pictures is an extra: where it cannot be installed, all else works. It is tried once, and then only told.
chat: $(READY) ## 在终端里和它说话，不需要任何账号
	@[ $(OCR) -nt requirements-ocr.txt ] || [ $(OCR).failed -nt requirements-ocr.txt ] || { \
		echo '再装上读图片的部分，大约半分钟……' 1>&2; \
		$(MAKE) -s ocr >.venv/ocr.log 2>&1 || touch $(OCR).failed; }
	@[ $(OCR) -nt requirements-ocr.txt ] || \
		echo '图片里的字还读不了（没装上，原因在 .venv/ocr.log），别的照常。想再试：make ocr' 1>&2
	@.venv/bin/wenzhu chat

ocr: $(OCR) ## 装上读图片的部分

test: $(OCR) ## 跑测试
	@.venv/bin/python -m pytest

arrows: $(OCR) ## 列出没有故事走过的箭头
	@.venv/bin/python tests/walked.py

lint: $(OCR) ## 检查代码、类型和对话
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/python -m mypy
	@.venv/bin/wenzhu check

soak: $(OCR) ## 跑很久的测试
	@.venv/bin/python -m pytest -m soak

bench: $(OCR) ## 量一量有多快
	@.venv/bin/python tests/bench.py

audit: ## 查一查用到的库有没有已知的漏洞
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(PYTHON) -m venv "$$dir" && \
	"$$dir/bin/python" -m pip install -q --disable-pip-version-check pip-audit 1>&2 && \
	"$$dir/bin/python" tests/audit.py

# uv reads no settings of pip's, so the hashes are those of the public index, for every platform.
lock: ## 重新锁定依赖，全部升到最新
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(PYTHON) -m venv "$$dir" && \
	"$$dir/bin/python" -m pip install -q --disable-pip-version-check uv && \
	lock="$$dir/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-config --no-emit-index-url --no-annotate" && \
	$$lock --group dev --output-file requirements.txt --custom-compile-command "make lock" 1>&2 && \
	$$lock --extra ocr --constraint requirements.txt \
		--output-file requirements-ocr.txt --custom-compile-command "make lock" 1>&2

clean: ## 删掉能重新做出来的东西
	@rm -rf .venv dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find bot conversations tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is touched last: a set-up that was interrupted starts over. A changed lock is installed over the old one.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo '需要 Python 3.11 或更新的版本。装好以后，可以这样指定：make chat PYTHON=python3.12' 1>&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo '这个 Python 缺少 venv。在 Debian、Ubuntu 上请先运行：sudo apt install python3-venv' 1>&2; exit 1; }
	@if [ -e $@ ]; then echo '依赖有变化：正在更新……'; \
		else echo '第一次运行：正在安装，大约一分钟……'; $(PYTHON) -m venv --clear .venv; fi 1>&2
	@$(PIP) --require-hashes -r requirements.txt 1>&2
	@$(PIP) --no-build-isolation --no-deps -e . 1>&2
	@touch $@

$(OCR): $(READY) requirements-ocr.txt
	@$(PIP) --require-hashes -r requirements-ocr.txt 1>&2
	@touch $@
