-- Uses each feature as a user of Neovim does, and writes what arrived to the file that WIT_EDITOR_RESULTS names.
local found = {}
local function wait(what)
  return vim.wait(30000, what, 50)
end
local function lines()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
end
local function at(line, column)
  vim.api.nvim_win_set_cursor(0, { line, column })
end

wait(function()
  return #vim.diagnostic.get(0) > 0
end)
local first = vim.diagnostic.get(0)[1]
found.diagnostics = first and (first.lnum + 1 .. ': ' .. first.message) or ''

at(7, 22)
for _, one in pairs(vim.lsp.buf_request_sync(0, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'), 30000) or {}) do
  found.hover = one.result and one.result.contents.value or ''
end

local offered = {}
at(8, 16)
for _, one in pairs(vim.lsp.buf_request_sync(0, 'textDocument/completion', vim.lsp.util.make_position_params(0, 'utf-16'), 30000) or {}) do
  for _, item in ipairs(one.result.items or one.result) do
    table.insert(offered, item.label)
  end
end
found.completion = table.concat(offered, ' ')

at(7, 22)
vim.lsp.buf.definition()
wait(function()
  return vim.api.nvim_win_get_cursor(0)[1] ~= 7
end)
found.definition = tostring(vim.api.nvim_win_get_cursor(0)[1])

at(7, 22)
vim.lsp.buf.rename('individual')
wait(function()
  return lines():find('who: individual') ~= nil
end)
found.rename = lines()

if vim.lsp.buf.format then
  vim.lsp.buf.format({ timeout_ms = 30000 })
else
  vim.lsp.buf.formatting_sync(nil, 30000)
end
found.format = lines()

vim.fn.writefile({ vim.fn.json_encode(found) }, vim.env.WIT_EDITOR_RESULTS)
vim.cmd('qall!')
