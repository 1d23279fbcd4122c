REM What LibreOffice is asked to do, from within it: see libreoffice.ts.
REM
REM A job is a file of lines: a verb and what it needs. The answer is a file of lines, each a word and its fields
REM between tabs; the last line is "done", or "failed" and the reason. Both come into being by being renamed, so
REM neither is ever read half written.

Option Explicit

Private answer As Object
Private files As Object
Private document As Object
Private hasDocument As Boolean
Private withFormatting As Boolean
Private complaint As String

REM Waits for jobs in a folder until it is told to end or the process that asks is gone.
Sub Serve(folder As String, askingProcess As String)
  Dim idleTurns As Long
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  WriteAnswer(folder, "ready", Array())
  Do
    If FileExists(folder & "/job") Then
      idleTurns = 0
      Dim job As Variant
      job = ReadLines(folder & "/job")
      Kill folder & "/job"
      If job(0) = "end" Then Exit Do
      WriteAnswer(folder, job(0), job)
    Else
      Wait 3
      idleTurns = idleTurns + 1
      If idleTurns Mod 300 = 0 And FileExists("/proc") And Not FileExists("/proc/" & askingProcess) Then Exit Do
    End If
  Loop
  StarDesktop.terminate()
End Sub

Private Sub WriteAnswer(folder As String, verb As String, job As Variant)
  Dim reason As String
  Dim target As Object
  files.openFileWrite(ConvertToUrl(folder & "/answer.part")).closeOutput()
  answer = createUnoService("com.sun.star.io.TextOutputStream")
  target = files.openFileWrite(ConvertToUrl(folder & "/answer.part"))
  answer.setOutputStream(target)
  answer.setEncoding("UTF-8")
  complaint = ""
  REM With a document open, LibreOffice must not turn to other events: it would show the comments beside the page, and
  REM one installed without windows ends over that.
  EnableReschedule(False)
  On Error GoTo Failed
  Select Case verb
    Case "ready"
      Say("version" & Chr(9) & Escaped(ProductVersion()))
    Case "read"
      OpenDocument(job(1))
      DescribeChanges("change")
      SettleChanges(job(2))
      DescribeChanges("left")
      withFormatting = (job(3) = "formatting")
      DescribeDocument()
    Case "store"
      OpenDocument(job(1))
      SettleChanges(job(2))
      StoreDocument(job(3), job(4))
    Case "compare"
      OpenDocument(job(2))
      CompareDocument(job(1))
      StoreDocument(job(3), job(4))
    Case Else
      Complain("There is no verb " & verb)
  End Select
  CloseDocument()
  Say("done")
  GoTo Finish
Failed:
  reason = complaint
  If reason = "" Then reason = Error & " (line " & Erl & " of libreoffice.bas)"
  Resume Cleanup
Cleanup:
  On Error Resume Next
  CloseDocument()
  Say("failed" & Chr(9) & Escaped(reason))
Finish:
  EnableReschedule(True)
  answer.closeOutput()
  Name folder & "/answer.part" As folder & "/answer"
End Sub

Private Function ProductVersion() As String
  Dim provider As Object
  Dim product As Object
  provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
  product = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", _
    Array(Value("nodepath", "/org.openoffice.Setup/Product")))
  ProductVersion = product.getByName("ooSetupVersionAboutBox")
End Function

Private Sub Complain(reason As String)
  complaint = reason
  Error 1001
End Sub

Private Sub OpenDocument(path As String)
  Dim startedMs As Long
  startedMs = GetSystemTicks()
  REM 0: no macros, no update of links. The filter is named, since what is no Word document would be opened as text.
  document = StarDesktop.loadComponentFromURL(ConvertToUrl(path), "_blank", 0, Array(Value("Hidden", True), _
    Value("FilterName", "MS Word 2007 XML"), Value("MacroExecutionMode", 0), Value("UpdateDocMode", 0)))
  If IsNull(document) Then Complain("LibreOffice does not open it")
  hasDocument = True
  SayTime("open", startedMs)
End Sub

Private Sub CloseDocument()
  If Not hasDocument Then Exit Sub
  hasDocument = False
  document.setModified(False)
  document.close(True)
End Sub

Private Sub SettleChanges(changes As String)
  Dim startedMs As Long
  startedMs = GetSystemTicks()
  If changes = "accept" Then Dispatch(".uno:AcceptAllTrackedChanges", Array())
  If changes = "reject" Then Dispatch(".uno:RejectAllTrackedChanges", Array())
  SayTime(changes, startedMs)
End Sub

Private Sub CompareDocument(a As String)
  Dim startedMs As Long
  startedMs = GetSystemTicks()
  Dispatch(".uno:CompareDocuments", Array(Value("URL", ConvertToUrl(a)), Value("NoAcceptDialog", True)))
  SayTime("compare", startedMs)
End Sub

Private Sub StoreDocument(path As String, filter As String)
  Dim startedMs As Long
  startedMs = GetSystemTicks()
  document.storeToURL(ConvertToUrl(path), Array(Value("FilterName", filter)))
  SayTime("store", startedMs)
End Sub

Private Sub Dispatch(command As String, arguments As Variant)
  Dim dispatcher As Object
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, arguments)
End Sub

Private Sub DescribeDocument()
  Dim startedMs As Long
  Dim index As Long
  startedMs = GetSystemTicks()
  DescribeStory("body", "", document.Text)
  For index = 0 To document.Footnotes.Count - 1
    DescribeStory("footnote", document.Footnotes.getByIndex(index).Label, document.Footnotes.getByIndex(index))
  Next
  For index = 0 To document.Endnotes.Count - 1
    DescribeStory("endnote", document.Endnotes.getByIndex(index).Label, document.Endnotes.getByIndex(index))
  Next
  DescribeHeaders()
  For index = 0 To document.TextFrames.Count - 1
    DescribeStory("frame", "", document.TextFrames.getByIndex(index))
  Next
  DescribeShapes(document.DrawPage)
  SayTime("describe", startedMs)
End Sub

Private Sub DescribeChanges(word As String)
  Dim changes As Object
  Dim change As Object
  changes = document.getRedlines().createEnumeration()
  Do While changes.hasMoreElements()
    change = changes.nextElement()
    Say(word & Chr(9) & change.RedlineType & Chr(9) & Escaped(change.RedlineAuthor))
  Loop
End Sub

Private Sub DescribeHeaders()
  Dim styles As Object
  Dim style As Object
  Dim index As Long
  styles = document.StyleFamilies.getByName("PageStyles")
  For index = 0 To styles.Count - 1
    style = styles.getByIndex(index)
    If style.isInUse() Then
      If style.HeaderIsOn Then
        DescribeStory("header", "default", style.HeaderText)
        If Not style.HeaderIsShared Then DescribeStory("header", "even", style.HeaderTextLeft)
        If Not style.FirstIsShared Then DescribeStory("header", "first", style.HeaderTextFirst)
      End If
      If style.FooterIsOn Then
        DescribeStory("footer", "default", style.FooterText)
        If Not style.FooterIsShared Then DescribeStory("footer", "even", style.FooterTextLeft)
        If Not style.FirstIsShared Then DescribeStory("footer", "first", style.FooterTextFirst)
      End If
    End If
  Next
End Sub

Private Sub DescribeShapes(shapes As Object)
  Dim shape As Object
  Dim index As Long
  For index = 0 To shapes.Count - 1
    shape = shapes.getByIndex(index)
    If shape.supportsService("com.sun.star.drawing.GroupShape") Then
      DescribeShapes(shape)
    ElseIf shape.supportsService("com.sun.star.text.TextFrame") Then
      REM Among the frames already.
    ElseIf HasTextBox(shape) Then
      DescribeStory("frame", "", shape.TextBoxContent)
    ElseIf HasUnoInterfaces(shape, "com.sun.star.text.XText") Then
      DescribeStory("shape", "", shape)
    End If
  Next
End Sub

REM A text box from Word is a shape with a frame behind it, which is not among the document's frames.
Private Function HasTextBox(shape As Object) As Boolean
  HasTextBox = False
  If shape.PropertySetInfo.hasPropertyByName("TextBox") Then HasTextBox = shape.TextBox
End Function

Private Sub DescribeStory(kind As String, label As String, story As Object)
  If IsNull(story) Then Exit Sub
  Say("story" & Chr(9) & kind & Chr(9) & Escaped(label))
  DescribeBlocks(story)
End Sub

Private Sub DescribeBlocks(story As Object)
  Dim blocks As Object
  Dim block As Object
  Dim names As Variant
  Dim index As Long
  If Not HasUnoInterfaces(story, "com.sun.star.container.XEnumerationAccess") Then
    Say("p" & Chr(9) & Chr(9) & Chr(9) & Escaped(story.String))
    Exit Sub
  End If
  blocks = story.createEnumeration()
  Do While blocks.hasMoreElements()
    block = blocks.nextElement()
    If block.supportsService("com.sun.star.text.Paragraph") Then
      Say("p" & Chr(9) & Escaped(ListLabel(block)) & Chr(9) & Escaped(StyleName(block)) & Chr(9) & Escaped(block.String))
      If withFormatting Then DescribeRuns(block)
    ElseIf block.supportsService("com.sun.star.text.TextTable") Then
      Say("table")
      names = block.getCellNames()
      For index = LBound(names) To UBound(names)
        Say("cell" & Chr(9) & names(index))
        DescribeBlocks(block.getCellByName(names(index)))
      Next
      Say("end")
    Else
      Say("p" & Chr(9) & Chr(9) & Chr(9) & Escaped(block.ImplementationName))
    End If
  Loop
End Sub

REM Paragraphs of drawing shapes have neither lists nor styles.
Private Function ListLabel(paragraph As Object) As String
  ListLabel = ""
  If HasUnoInterfaces(paragraph, "com.sun.star.text.XTextContent") Then
    If paragraph.PropertySetInfo.hasPropertyByName("ListLabelString") Then ListLabel = paragraph.ListLabelString
  End If
End Function

Private Function StyleName(paragraph As Object) As String
  StyleName = ""
  If paragraph.PropertySetInfo.hasPropertyByName("ParaStyleName") Then StyleName = paragraph.ParaStyleName
End Function

REM Bold, italic, underlined, struck, raised, lowered, hidden: a letter each.
Private Sub DescribeRuns(story As Object)
  Dim portions As Object
  Dim portion As Object
  Dim marks As String
  portions = story.createEnumeration()
  Do While portions.hasMoreElements()
    portion = portions.nextElement()
    If portion.TextPortionType = "ContentControl" Then
      DescribeRuns(portion.ContentControl)
    ElseIf portion.String <> "" Then
      marks = ""
      If portion.CharWeight > 100 Then marks = marks & "b"
      If portion.CharPosture <> com.sun.star.awt.FontSlant.NONE Then marks = marks & "i"
      If portion.CharUnderline <> 0 Then marks = marks & "u"
      If portion.CharStrikeout <> 0 Then marks = marks & "s"
      If portion.CharEscapement > 0 Then marks = marks & "^"
      If portion.CharEscapement < 0 Then marks = marks & "_"
      If portion.PropertySetInfo.hasPropertyByName("CharHidden") Then
        If portion.CharHidden Then marks = marks & "h"
      End If
      Say("r" & Chr(9) & marks & Chr(9) & Escaped(PortionText(portion)))
    End If
  Loop
End Sub

REM Numbers of pages hang on a layout that is not finished here.
Private Function PortionText(portion As Object) As String
  PortionText = portion.String
  If portion.TextPortionType <> "TextField" Then Exit Function
  If portion.TextField.supportsService("com.sun.star.text.TextField.PageCount") Then PortionText = "#"
  If portion.TextField.supportsService("com.sun.star.text.TextField.PageNumber") Then PortionText = "#"
End Function

Private Function Value(name As String, content As Variant) As Object
  Dim pair As New com.sun.star.beans.PropertyValue
  pair.Name = name
  pair.Value = content
  Value = pair
End Function

Private Sub Say(line As String)
  answer.writeString(line & Chr(10))
End Sub

Private Sub SayTime(what As String, startedMs As Long)
  Say("ms" & Chr(9) & what & Chr(9) & (GetSystemTicks() - startedMs))
End Sub

REM A field on one line: backslash, tab, line feed and carriage return are written \\ \t \n \r.
Private Function Escaped(text As String) As String
  Dim result As String
  result = text
  If InStr(result, "\") > 0 Then result = Join(Split(result, "\"), "\\")
  If InStr(result, Chr(9)) > 0 Then result = Join(Split(result, Chr(9)), "\t")
  If InStr(result, Chr(10)) > 0 Then result = Join(Split(result, Chr(10)), "\n")
  If InStr(result, Chr(13)) > 0 Then result = Join(Split(result, Chr(13)), "\r")
  Escaped = result
End Function

Private Function ReadLines(path As String) As Variant
  Dim stream As Object
  Dim text As String
  stream = createUnoService("com.sun.star.io.TextInputStream")
  stream.setInputStream(files.openFileRead(ConvertToUrl(path)))
  stream.setEncoding("UTF-8")
  text = stream.readString(Array(), False)
  stream.closeInput()
  ReadLines = Split(text, Chr(10))
End Function
